#include "kabar/group/digest.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "kabar/group/quotable.h"
#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

namespace kabar::group {
namespace {

constexpr std::size_t kMostSentences = 5;
constexpr std::size_t kSentencesRead = 8;  ///< of each text: what matters stands first
constexpr std::size_t kMostTexts = 40;
constexpr double kSame = 0.5;        ///< shared share of the shorter one's words
constexpr double kNewToTitle = 0.3;  ///< share of a sentence's words that the title must lack
constexpr int kSharedWords = 3;      ///< of a sentence with the other outlets
constexpr double kFirstIsMore = 1.3, kSecondIsMore = 1.1;

using Stems = std::set<std::string>;

struct Candidate {
  std::size_t text;
  std::size_t place;  ///< among the sentences of its text
  std::string_view sentence;
  Stems stems;
};

double overlap(const Stems& a, const Stems& b) {
  const auto shared = std::count_if(a.begin(), a.end(), [&](const auto& stem) { return b.contains(stem); });
  const auto smaller = std::max<std::size_t>(std::min(a.size(), b.size()), 1);
  return static_cast<double>(shared) / static_cast<double>(smaller);
}

class Digest {
 public:
  Digest(std::span<const DigestText> texts, std::string_view lang)
      : texts_(texts), lang_(lang), stemmer_(lang) {}

  std::vector<DigestSentence> run() {
    collect();
    const auto* opening = texts_.front().lang == lang_ ? next(true) : nullptr;  // the lead opens
    if (opening == nullptr) opening = next(false);
    for (; opening != nullptr && taken_.size() < kMostSentences; opening = next(false)) take(*opening);
    if (taken_.size() < 2) return {};
    std::vector<DigestSentence> out;
    for (const auto* candidate : taken_) out.push_back({candidate->text, std::string(candidate->sentence)});
    return out;
  }

 private:
  Stems stems_of(std::string_view sentence) const {
    Stems out;
    for (const auto& word : text::split_words(sentence, 100))
      if (!text::is_stop_word(text::fold(word.text), lang_)) out.insert(stemmer_.stem(word.text));
    return out;
  }

  void collect() {
    for (std::size_t i = 0; i < std::min(texts_.size(), kMostTexts); ++i) {
      if (texts_[i].lang != lang_ || texts_[i].copy) continue;
      auto all = stems_of(texts_[i].title);
      if (title_.empty()) title_ = all;
      collect(i, all);
      for (const auto& stem : all) outlets_with_[stem].insert(texts_[i].source);
    }
  }

  void collect(std::size_t i, Stems& all) {
    std::size_t read = 0;
    bool broken = false;  // the sentence before ended in an abbreviation
    for (const auto whole : text::split_sentences(texts_[i].text.substr(0, 4'000), lang_)) {
      if (read++ == kSentencesRead) break;
      const auto sentence = without_dateline(whole, texts_[i].outlet);
      auto stems = stems_of(sentence);
      all.insert(stems.begin(), stems.end());
      if (!broken && is_quotable(sentence, lang_))
        candidates_.push_back({i, read - 1, sentence, std::move(stems)});
      broken = ends_in_abbreviation(whole);
    }
  }

  void take(const Candidate& candidate) {
    taken_.push_back(&candidate);
    quoted_.insert(texts_[candidate.text].source);
    said_.insert(candidate.stems.begin(), candidate.stems.end());
  }

  /// Outlets other than the sentence's own that have the word.
  int others_with(const std::string& stem, const Candidate& candidate) const {
    const auto& outlets = outlets_with_.at(stem);
    return static_cast<int>(outlets.size()) - (outlets.contains(texts_[candidate.text].source) ? 1 : 0);
  }

  /// What several outlets have; twice where nobody has said it yet. 0: it may tell of something else.
  double worth(const Candidate& candidate) const {
    double sum = 0;
    int shared = 0;
    for (const auto& stem : candidate.stems) {
      const auto others = others_with(stem, candidate);
      if (others > 0) ++shared;
      sum += (said_.contains(stem) ? 0.5 : 1.0) * others;
    }
    if (shared < kSharedWords) return 0;
    const double early = candidate.place == 0 ? kFirstIsMore : candidate.place == 1 ? kSecondIsMore : 1.0;
    return early * sum / (5.0 + static_cast<double>(candidate.stems.size()));
  }

  bool repeats(const Candidate& candidate) const {
    const auto share_in = [&](const Stems& stems) {
      const auto known = std::count_if(candidate.stems.begin(), candidate.stems.end(),
                                       [&](const auto& stem) { return stems.contains(stem); });
      return static_cast<double>(known) /
             static_cast<double>(std::max<std::size_t>(candidate.stems.size(), 1));
    };
    if (share_in(title_) > 1.0 - kNewToTitle) return true;
    return std::any_of(taken_.begin(), taken_.end(),
                       [&](const auto* other) { return overlap(candidate.stems, other->stems) >= kSame; });
  }

  const Candidate* next(bool of_lead) const {
    const Candidate* best = nullptr;
    double most = 0;
    for (const auto& candidate : candidates_) {
      if (of_lead && candidate.text != 0) break;
      if (quoted_.contains(texts_[candidate.text].source)) continue;
      const double value = worth(candidate);
      if (value <= most || repeats(candidate)) continue;
      best = &candidate;
      most = value;
    }
    return best;
  }

  std::span<const DigestText> texts_;
  std::string_view lang_;
  text::Stemmer stemmer_;
  Stems title_;  ///< of the first text in this language
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::set<std::string_view>> outlets_with_;
  std::vector<const Candidate*> taken_;
  std::set<std::string_view> quoted_;  ///< outlets
  Stems said_;
};

/// The languages to try, the best first.
std::vector<std::string_view> choose_languages(std::span<const DigestText> texts,
                                               std::span<const std::string> langs) {
  std::map<std::string_view, std::set<std::string_view>> outlets;
  for (const auto& text : texts)
    if (!text.copy) outlets[text.lang].insert(text.source);
  std::vector<std::string_view> out;
  for (const auto& lang : langs)
    if (outlets.contains(lang)) out.push_back(lang);
  if (!out.empty()) return out;
  for (const auto& [lang, sources] : outlets) out.push_back(lang);
  const auto& lead = texts.front().lang;
  std::stable_sort(out.begin(), out.end(), [&](auto a, auto b) {
    if ((a == lead) != (b == lead)) return a == lead;
    return outlets[a].size() > outlets[b].size();
  });
  return out;
}

}  // namespace

std::vector<DigestSentence> make_digest(std::span<const DigestText> texts,
                                        std::span<const std::string> langs) {
  std::set<std::string_view> outlets;
  for (const auto& text : texts) outlets.insert(text.source);
  if (texts.size() < 3 || outlets.size() < 2) return {};
  for (const auto lang : choose_languages(texts, langs))
    if (auto digest = Digest(texts, lang).run(); !digest.empty()) return digest;
  return {};
}

}  // namespace kabar::group
