#include "kabar/group/digest.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"
#include "kabar/text/words.h"

namespace kabar::group {
namespace {

constexpr std::size_t kMostSentences = 5;
constexpr std::size_t kSentencesRead = 8;  ///< of each text: what matters stands first
constexpr std::size_t kMostTexts = 40;
constexpr std::size_t kShortest = 40, kLongest = 320;  ///< characters
constexpr double kSame = 0.5;                          ///< shared share of the shorter one's words

using Stems = std::set<std::string>;

struct Candidate {
  std::size_t text;
  std::string_view sentence;
  Stems stems;
};

Stems stems_of(std::string_view sentence, const text::Stemmer& stemmer, std::string_view lang) {
  Stems out;
  for (const auto& word : text::split_words(sentence, 100))
    if (!text::is_stop_word(text::fold(word.text), lang)) out.insert(stemmer.stem(word.text));
  return out;
}

double overlap(const Stems& a, const Stems& b) {
  const auto shared = std::count_if(a.begin(), a.end(), [&](const auto& stem) { return b.contains(stem); });
  const auto smaller = std::max<std::size_t>(std::min(a.size(), b.size()), 1);
  return static_cast<double>(shared) / static_cast<double>(smaller);
}

/// Ends as a sentence does, and is neither short nor long.
bool is_plain(std::string_view sentence) {
  const auto length = text::count_code_points(sentence);
  if (length < kShortest || length > kLongest) return false;
  constexpr std::string_view kEnds[] = {".", "!", "?", "。", "؟", "…", "»", "”", "\"", "।"};
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&](auto end) { return sentence.ends_with(end); });
}

class Digest {
 public:
  explicit Digest(std::span<const DigestText> texts) : texts_(texts), stemmer_(texts.front().lang) {}

  std::vector<DigestSentence> run() {
    collect();
    for (const auto& candidate : candidates_) {  // the lead opens
      if (candidate.text != 0) break;
      take(candidate);
      break;
    }
    if (taken_.empty()) return {};
    while (taken_.size() < kMostSentences) {
      const auto* best = next();
      if (best == nullptr) break;
      take(*best);
    }
    if (taken_.size() < 2) return {};
    std::vector<DigestSentence> out;
    for (const auto* candidate : taken_) out.push_back({candidate->text, std::string(candidate->sentence)});
    return out;
  }

 private:
  void collect() {
    const auto& lang = texts_.front().lang;
    for (std::size_t i = 0; i < std::min(texts_.size(), kMostTexts); ++i) {
      if (texts_[i].lang != lang) continue;
      std::size_t read = 0;
      Stems all;
      for (const auto sentence : text::split_sentences(texts_[i].text.substr(0, 4'000), lang)) {
        if (read++ == kSentencesRead) break;
        if (!is_plain(sentence)) continue;
        candidates_.push_back({i, sentence, stems_of(sentence, stemmer_, lang)});
        all.insert(candidates_.back().stems.begin(), candidates_.back().stems.end());
      }
      for (const auto& stem : all) ++texts_with_[stem];
    }
  }

  void take(const Candidate& candidate) {
    taken_.push_back(&candidate);
    outlets_.insert(texts_[candidate.text].source);
    said_.insert(candidate.stems.begin(), candidate.stems.end());
  }

  /// Words that several texts have and nobody has said yet.
  double worth(const Candidate& candidate) const {
    double sum = 0;
    for (const auto& stem : candidate.stems)
      if (!said_.contains(stem)) sum += texts_with_.at(stem) - 1;
    return sum / (5.0 + static_cast<double>(candidate.stems.size()));
  }

  bool repeats(const Candidate& candidate) const {
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const auto* other) { return overlap(candidate.stems, other->stems) >= kSame; });
  }

  const Candidate* next() const {
    const Candidate* best = nullptr;
    double most = 0;
    for (const auto& candidate : candidates_) {
      if (outlets_.contains(texts_[candidate.text].source) || repeats(candidate)) continue;
      const double value = worth(candidate);
      if (value <= most) continue;
      best = &candidate;
      most = value;
    }
    return best;
  }

  std::span<const DigestText> texts_;
  text::Stemmer stemmer_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, int> texts_with_;
  std::vector<const Candidate*> taken_;
  std::set<std::string> outlets_;
  Stems said_;
};

}  // namespace

std::vector<DigestSentence> make_digest(std::span<const DigestText> texts) {
  std::set<std::string_view> outlets;
  for (const auto& text : texts) outlets.insert(text.source);
  if (texts.size() < 3 || outlets.size() < 2) return {};
  return Digest(texts).run();
}

}  // namespace kabar::group
