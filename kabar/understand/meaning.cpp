#include "kabar/understand/meaning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "kabar/text/letters.h"
#include "kabar/understand/word_table.h"
#include "kabar/understand/word_vectors.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostTitleWords = 30;
constexpr std::size_t kMostBodyWords = 60;
constexpr float kTitleWeight = 2.0F;

using Direction = std::array<float, kMeaningSize>;

/// Brings it to kMeaningLength; false where it has no length.
bool stretch(Direction& direction) {
  float squares = 0.0F;
  for (const float x : direction) squares += x * x;
  if (squares < 1.0F) return false;
  for (float& x : direction) x *= kMeaningLength / std::sqrt(squares);
  return true;
}

/// The vectors of words, each counted where it first stands, rarer ones weighing more.
class Sum {
 public:
  void add(std::span<const text::Word> words, float times) {
    for (const auto& word : words)
      if (word.kind != text::WordKind::kNumber) add(WordTable::instance().find(text::fold(word.text)), times);
  }
  const Direction& sum() const { return sum_; }

 private:
  void add(const KnownWord& word, float times) {
    if (word.topics == nullptr || std::find(seen_.begin(), seen_.end(), word.row) != seen_.end()) return;
    seen_.push_back(word.row);
    const auto vector = word_vector(word.row);
    const float weight = word_rarity(word.row) * times;
    for (std::size_t i = 0; i < sum_.size(); ++i) sum_[i] += weight * static_cast<float>(vector[i]);
  }

  Direction sum_{};
  std::vector<std::uint32_t> seen_;
};

}  // namespace

Meaning read_meaning(std::span<const text::Word> title, std::span<const text::Word> body) {
  Sum words;
  words.add(title.first(std::min(title.size(), kMostTitleWords)), kTitleWeight);
  words.add(body.first(std::min(body.size(), kMostBodyWords)), 1.0F);
  auto sum = words.sum();
  Meaning out{};
  if (!stretch(sum)) return out;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] -= static_cast<float>(mean_direction()[i]);
  if (!stretch(sum)) return out;
  for (std::size_t i = 0; i < sum.size(); ++i)
    out[i] = static_cast<std::int8_t>(std::clamp(std::round(sum[i]), -127.0F, 127.0F));
  return out;
}

}  // namespace kabar::understand
