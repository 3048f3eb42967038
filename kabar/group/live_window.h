#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/group/background.h"
#include "kabar/group/group_input.h"
#include "kabar/group/language_means.h"
#include "kabar/model/ids.h"

namespace kabar::group {

/// An article's place in the order in which this window took it in.
using Slot = std::uint32_t;

/// A term as numbered by the window, with its counts in the parts of the article; `lead` holds `title`,
/// `body` holds both.
struct LiveTerm {
  std::uint32_t id;
  std::uint8_t title;
  std::uint8_t lead;
  std::uint8_t body;
};

struct CountedTerm {
  std::uint32_t id;
  std::uint32_t count;
};

/// Added to the count of a key that is a name.
constexpr std::uint32_t kNameKey = 16;

struct LiveArticle {
  ArticleId id{};
  StoryId story{};
  std::optional<ArticleId> copy_of;
  std::uint32_t lang = 0;
  std::uint32_t source = 0;
  std::optional<Timestamp> time;
  Timestamp seen;               ///< `time`, or the newest time known at arrival
  std::vector<LiveTerm> words;  ///< in the order of their hashes, so that sums do not depend on numbering
  std::vector<CountedTerm> grams, names, numbers, figures, places, concepts;
  std::vector<CountedTerm> keys;  ///< a key's count: see kNameKey
  Meaning meaning{};
  std::vector<std::uint32_t> sketch;
};

/// The articles that new ones are compared with: those whose time lies within the window before the newest,
/// and the newest `always_live` whatever their time (an archive in no order still groups). Counts in how many
/// of them each term stands, and finds those that share an article's rare terms. All of it is a pure function
/// of the live articles and their order.
class LiveWindow {
 public:
  explicit LiveWindow(const GroupOptions& options);

  /// Numbers the terms of an article that is about to come in. What it gives is not yet part of the window.
  LiveArticle prepare(const GroupInput& input);
  Slot insert(LiveArticle article);

  const LiveArticle& at(Slot slot) const { return articles_[slot - first_]; }
  LiveArticle& at(Slot slot) { return articles_[slot - first_]; }
  bool is_live(Slot slot) const { return slot >= first_ && slot < end() && lang_of(slot) != kNoLanguage; }
  Slot end() const { return first_ + static_cast<Slot>(articles_.size()); }
  Slot begin() const { return first_; }

  /// How rare a term is: of a language among that language's articles and its background, of none among all.
  float idf(std::uint32_t term, std::uint32_t lang) const {
    return std::max(0.0F,
                    log_of(lang_articles_[lang] + backgrounds_[lang].articles() + 2) - log_of(counts_[term]));
  }
  /// That of a term which one article has.
  float idf_of_one(std::uint32_t lang) const {
    return log_of(lang_articles_[lang] + backgrounds_[lang].articles() + 2) - log_of(1);
  }
  static constexpr std::uint32_t kNoLanguage = 0;

  /// The up to `limit` live articles that share most, best first; in the same language by stems of the lead,
  /// or in others by keys, figures, countries and concepts. `self` is left out.
  std::vector<Slot> similar(const LiveArticle& article, std::size_t limit, Slot self) const;
  std::vector<Slot> similar_abroad(const LiveArticle& article, std::size_t limit, Slot self) const;

  /// Cosine of two headlines' meanings, each without the mean of its language's live ones; nought where one
  /// is not known.
  float meaning(const LiveArticle& a, const LiveArticle& b) const {
    return cosine(meanings_.centred(a.meaning, a.lang), meanings_.centred(b.meaning, b.lang));
  }

  /// Those that have left since this was last asked.
  struct Expired {
    Slot slot;
    ArticleId id;
    StoryId story;
    std::uint32_t lang;
    std::vector<std::uint32_t> sketch;
  };
  std::vector<Expired> take_expired() { return std::exchange(expired_, {}); }

  /// One more than the greatest number of a term. Numbers are used again, so that this follows the live
  /// articles however long the stream is.
  std::size_t terms() const { return terms_.size(); }
  /// Whether all live articles are in this language.
  bool speaks_only(std::uint32_t lang) const { return lang_articles_[lang] == lang_articles_[kNoLanguage]; }

 private:
  struct Term {
    std::uint32_t posted = 0;      ///< live ones among the postings
    std::uint32_t background = 0;  ///< its count where no live article has it
    std::uint64_t key = 0;         ///< in numbers_
    std::vector<Slot> postings;    ///< ascending; dead ones are dropped now and then
  };
  std::uint32_t new_term(std::uint64_t key, std::uint32_t background);
  /// Gives the numbers of terms that no live article has to terms that come later.
  void release_terms(const LiveArticle& article);
  void release(std::uint32_t term);
  struct Weighted {
    std::uint32_t term;
    float weight;
  };
  float log_of(std::uint32_t n) const {
    return n < logs_.size() ? logs_[n] : std::log(static_cast<float>(n) + 0.5F);
  }
  /// kNoLanguage for one that has left.
  std::uint32_t lang_of(Slot slot) const { return slot_langs_[slot - lang_first_]; }
  using Scores = std::vector<std::pair<float, Slot>>;

  std::uint32_t number_of(TermId term, std::uint32_t lang);
  std::uint32_t intern(std::unordered_map<std::string, std::uint32_t>& names, std::string_view name);
  std::vector<CountedTerm> number_all(const std::vector<TermCount>& terms, std::uint32_t lang);
  void count(const LiveArticle& article, Slot slot, bool in);
  void post(std::uint32_t term, Slot slot, bool in);
  void expire();
  void drop(Slot slot);
  void read_postings(const Weighted& term, const LiveArticle& article, bool abroad, Slot self) const;
  void collect(std::vector<Weighted>& query, const LiveArticle& article, bool abroad, Slot self) const;
  std::vector<Slot> best(std::size_t limit) const;

  GroupOptions options_;
  Slot first_ = 0;
  std::deque<LiveArticle> articles_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> counts_;  ///< by term: live articles that have it, and those of the background
  std::vector<std::uint32_t> free_;    ///< terms that stand for nothing now
  Slot lang_first_ = 0;
  std::vector<std::uint32_t> slot_langs_;  ///< by slot - lang_first_, which trails first_
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::unordered_map<std::string, std::uint32_t> langs_, sources_;
  std::vector<std::uint32_t> lang_articles_{0};  ///< live ones, by language
  std::vector<Background> backgrounds_{{}};      ///< by language
  LanguageMeans meanings_;
  std::optional<Timestamp> newest_;
  Slot ranked_ = 0;  ///< slots below it are no longer kept for their rank
  using Due = std::pair<Timestamp, Slot>;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::vector<Expired> expired_;
  std::vector<float> logs_;            ///< of n + 0.5
  mutable std::vector<float> scores_;  ///< by slot - first_; nought between calls
  mutable std::vector<Slot> touched_;
};

}  // namespace kabar::group
