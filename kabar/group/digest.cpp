#include "kabar/group/digest.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "kabar/group/quotable.h"
#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

namespace kabar::group {
namespace {

constexpr std::size_t kMostSentences = 5;
constexpr std::size_t kSentencesRead = 8;  ///< of each text: what matters stands first
constexpr double kSame = 0.5;              ///< shared share of the shorter one's words
constexpr double kNewToTitle = 0.3;        ///< share of a sentence's words that the title must lack
constexpr int kSharedWords = 3;            ///< of a sentence with the other outlets
constexpr std::size_t kBytesRead =
    4'000;  ///< of each text: those sentences, and more, unless one is no sentence
constexpr std::size_t kWordsRead = 100;  ///< of each sentence; one that may be quoted has no more
constexpr double kStemsBefore = 5.0;  ///< as if each had so many more: else the shortest would be worth most
constexpr double kFirstIsMore = 1.3, kSecondIsMore = 1.1;

using Stem = std::uint32_t;
using Stems = std::vector<Stem>;  ///< ascending, each once
using Outlets = std::bitset<kMostDigestTexts>;

/// Numbers the stems of one language. Texts that are given must outlive it.
class StemNumbers {
 public:
  explicit StemNumbers(std::string_view lang) : lang_(lang), stemmer_(lang) {}

  /// Of the words that say something.
  Stems of(std::string_view sentence) {
    Stems out;
    for (const auto& word : text::split_words(sentence, kWordsRead)) {
      const auto [known, fresh] = spellings_.try_emplace(word.text);
      if (fresh) known->second = work_out(word.text);
      if (known->second) out.push_back(*known->second);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::size_t size() const noexcept { return stems_.size(); }

 private:
  std::optional<Stem> work_out(std::string_view word) {
    if (text::is_stop_word(text::fold(word), lang_)) return std::nullopt;
    return stems_.try_emplace(stemmer_.stem(word), static_cast<Stem>(stems_.size())).first->second;
  }

  std::string_view lang_;
  text::Stemmer stemmer_;
  std::unordered_map<std::string_view, std::optional<Stem>> spellings_;  ///< nothing: a function word
  std::unordered_map<std::string, Stem> stems_;
};

/// A set of them.
class StemSet {
 public:
  void add(const Stems& stems) {
    if (!stems.empty()) has_.resize(std::max<std::size_t>(has_.size(), stems.back() + 1));
    for (const auto stem : stems) has_[stem] = true;
  }
  bool contains(Stem stem) const { return stem < has_.size() && has_[stem]; }
  std::size_t shared_with(const Stems& stems) const {
    return static_cast<std::size_t>(
        std::count_if(stems.begin(), stems.end(), [&](Stem stem) { return contains(stem); }));
  }

 private:
  std::vector<bool> has_;
};

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
}

struct Candidate {
  std::size_t text;
  std::size_t place;  ///< among the sentences of its text
  std::string_view sentence;
  Stems stems;
  bool refused = false;  ///< repeats what was said, or cannot stand by itself
};

class Digest {
 public:
  Digest(std::span<const DigestText> texts, std::string_view lang)
      : texts_(texts.first(std::min(texts.size(), kMostDigestTexts))), lang_(lang), stems_(lang) {}

  std::vector<DigestSentence> run() {
    collect();
    auto* opening = texts_.front().lang == lang_ ? next(true) : nullptr;  // the lead opens
    if (opening == nullptr) opening = next(false);
    for (; opening != nullptr && taken_.size() < kMostSentences; opening = next(false)) take(*opening);
    if (taken_.size() < 2) return {};
    std::vector<DigestSentence> out;
    for (const auto& [candidate, stems] : taken_)
      out.push_back({candidate->text, std::string(candidate->sentence)});
    return out;
  }

 private:
  struct Taken {
    const Candidate* candidate;
    StemSet stems;
  };

  void collect() {
    std::unordered_map<std::string_view, std::size_t> outlets;
    bool titled = false;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      outlet_of_.push_back(outlets.try_emplace(texts_[i].source, outlets.size()).first->second);
      if (texts_[i].lang != lang_ || texts_[i].copy) continue;
      const auto title = stems_.of(texts_[i].title);
      if (!titled) title_.add(title);
      titled = titled || !title.empty();
      has(title, i);
      collect(i);
    }
  }

  void collect(std::size_t i) {
    std::size_t read = 0;
    bool broken = false;  // the sentence before ended in an abbreviation
    for (const auto whole : text::split_sentences(texts_[i].text.substr(0, kBytesRead), lang_)) {
      if (read++ == kSentencesRead) break;
      const auto sentence = without_dateline(whole, texts_[i].outlet);
      auto stems = stems_.of(sentence);
      has(stems, i);
      if (!broken) candidates_.push_back({i, read - 1, sentence, std::move(stems)});
      broken = ends_in_abbreviation(whole);
    }
  }

  void has(const Stems& stems, std::size_t text) {
    outlets_with_.resize(stems_.size());
    for (const auto stem : stems) outlets_with_[stem].set(outlet_of_[text]);
  }

  void take(const Candidate& candidate) {
    taken_.push_back({&candidate, {}});
    taken_.back().stems.add(candidate.stems);
    quoted_.set(outlet_of_[candidate.text]);
    said_.add(candidate.stems);
  }

  /// What several outlets have; twice where nobody has said it yet. 0: it may tell of something else.
  double worth(const Candidate& candidate) const {
    double sum = 0;
    int shared = 0;
    for (const auto stem : candidate.stems) {
      const auto& outlets = outlets_with_[stem];
      const auto others = static_cast<int>(outlets.count()) - (outlets[outlet_of_[candidate.text]] ? 1 : 0);
      if (others > 0) ++shared;
      sum += (said_.contains(stem) ? 0.5 : 1.0) * others;
    }
    if (shared < kSharedWords) return 0;
    const double early = candidate.place == 0 ? kFirstIsMore : candidate.place == 1 ? kSecondIsMore : 1.0;
    return early * sum / (kStemsBefore + static_cast<double>(candidate.stems.size()));
  }

  bool repeats(const Candidate& candidate) const {
    const auto& stems = candidate.stems;
    if (share(title_.shared_with(stems), stems.size()) > 1.0 - kNewToTitle) return true;
    return std::any_of(taken_.begin(), taken_.end(), [&](const Taken& other) {
      const auto smaller = std::min(stems.size(), other.candidate->stems.size());
      return share(other.stems.shared_with(stems), smaller) >= kSame;
    });
  }

  /// The best; what costs most, reading it closely, is done only with those that would be taken.
  Candidate* next(bool of_lead) {
    std::vector<std::pair<double, Candidate*>> open;
    for (auto& candidate : candidates_) {
      if (of_lead && candidate.text != 0) break;
      if (candidate.refused || quoted_[outlet_of_[candidate.text]]) continue;
      if (const double value = worth(candidate); value > 0) open.emplace_back(value, &candidate);
    }
    std::stable_sort(open.begin(), open.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [value, candidate] : open) {
      candidate->refused = repeats(*candidate) || !is_quotable(candidate->sentence, lang_);
      if (!candidate->refused) return candidate;
    }
    return nullptr;
  }

  std::span<const DigestText> texts_;
  std::string_view lang_;
  StemNumbers stems_;
  StemSet title_;  ///< of the first text in this language
  std::vector<Candidate> candidates_;
  std::vector<std::size_t> outlet_of_;  ///< of each text, numbered
  std::vector<Outlets> outlets_with_;   ///< of each stem
  std::vector<Taken> taken_;
  Outlets quoted_;
  StemSet said_;
};

/// Whether there is enough to choose from.
bool is_told_by_several(std::span<const DigestText> texts) {
  std::set<std::string_view> outlets;
  for (const auto& text : texts) outlets.insert(text.source);
  return texts.size() >= 3 && outlets.size() >= 2;
}

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

std::vector<std::string> digest_languages(std::span<const DigestText> texts,
                                          std::span<const std::string> langs) {
  if (!is_told_by_several(texts)) return {};
  const auto chosen = choose_languages(texts, langs);
  return {chosen.begin(), chosen.end()};
}

std::vector<DigestSentence> make_digest(std::span<const DigestText> texts,
                                        std::span<const std::string> langs) {
  if (!is_told_by_several(texts)) return {};
  for (const auto lang : choose_languages(texts, langs))
    if (auto digest = Digest(texts, lang).run(); !digest.empty()) return digest;
  return {};
}

}  // namespace kabar::group
