#include "kabar/understand/topics.h"

#include <algorithm>
#include <cmath>

#include "kabar/text/letters.h"
#include "kabar/understand/word_table.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 150;  ///< as many as learn.py reads

class Sum {
 public:
  void add(std::span<const text::Word> words, float times) {
    for (const auto& word : words.first(std::min(words.size(), kMostWords))) {
      if (word.kind != text::WordKind::kNumber) add(table_.find(text::fold(word.text)), times);
    }
  }

  TopicReading reading() const {
    TopicReading out;
    out.known = known_;
    const float length = squares_ > 0.0F ? std::sqrt(squares_) : 1.0F;
    for (std::size_t i = 0; i < kTopicCount; ++i)
      out.scores[i] = sums_[i] * table_.scale() / length + table_.bias()[i];
    return out;
  }

 private:
  void add(const KnownWord& word, float times) {
    if (word.topics == nullptr) return;
    ++known_;
    const float weight = word.weight * times;
    squares_ += weight * weight;
    for (std::size_t i = 0; i < kTopicCount; ++i) sums_[i] += weight * static_cast<float>(word.topics[i]);
  }

  const WordTable& table_ = WordTable::instance();
  TopicScores sums_{};
  float squares_ = 0;
  std::size_t known_ = 0;
};

}  // namespace

Topic TopicReading::best() const noexcept {
  if (known == 0) return Topic::kNone;
  const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
  return static_cast<Topic>(best + 1);
}

TopicReading read_topics(std::span<const text::Word> title, std::span<const text::Word> body) {
  Sum sum;
  sum.add(title, 1.0F);
  sum.add(body, 1.0F);
  return sum.reading();
}

}  // namespace kabar::understand
