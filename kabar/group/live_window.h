#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/group/article_terms.h"
#include "kabar/group/background.h"
#include "kabar/group/brief.h"
#include "kabar/group/group_input.h"
#include "kabar/group/language_means.h"
#include "kabar/group/piece_queue.h"
#include "kabar/group/postings.h"
#include "kabar/group/term_counts.h"
#include "kabar/group/term_numbers.h"
#include "kabar/model/ids.h"

namespace kabar::group {

/// The article that another one is a copy of, where it is one, in eight bytes.
class OriginalId {
 public:
  OriginalId& operator=(std::optional<ArticleId> id) noexcept {
    id_ = id.value_or(ArticleId{});
    return *this;
  }
  operator std::optional<ArticleId>() const noexcept { return *this ? std::optional(id_) : std::nullopt; }
  explicit operator bool() const noexcept { return id_ != ArticleId{}; }
  ArticleId value_or(ArticleId other) const noexcept { return *this ? id_ : other; }

 private:
  ArticleId id_{};
};

struct LiveArticle {
  ArticleId id{};
  StoryId story{};
  ArticleId cluster{};  ///< its cluster in its story: one of those that were its articles
  OriginalId copy_of;
  Timestamp seen;      ///< its time, or the newest time known at arrival
  ArticleTerms terms;  ///< each list in the order of hashes, so that sums do not depend on numbering
  std::uint32_t lang = 0;
  std::uint32_t source = 0;
  bool has_time = false;       ///< `seen` is its own
  bool named_a_story = false;  ///< its number is or was a story's
  Meaning meaning{};
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
  /// It does not come in.
  void abandon(const LiveArticle& prepared) { release_terms(prepared); }
  Slot insert(LiveArticle article);

  const LiveArticle& at(Slot slot) const { return articles_[slot - first_]; }
  LiveArticle& at(Slot slot) { return articles_[slot - first_]; }
  /// Whether both stand in one story, and there in one cluster.
  bool in_one_cluster(Slot a, Slot b) const {
    return at(a).cluster == at(b).cluster && at(a).story == at(b).story;
  }
  bool is_live(Slot slot) const { return slot >= first_ && slot < end() && lang_of(slot) != kNoLanguage; }
  Slot end() const { return first_ + static_cast<Slot>(articles_.size()); }
  Slot begin() const { return first_; }

  /// How rare a term is: of a language among that language's articles and its background, of none among all.
  float idf(TermNumber term, std::uint32_t lang) const { return counts_.rarity(term, known_articles(lang)); }
  /// That of a term which the window may not have.
  float idf(TermId term, std::uint32_t lang) const;
  /// That of a term which one article has.
  float idf_of_one(std::uint32_t lang) const { return counts_.rarity_of(1, known_articles(lang)); }
  /// The same for many terms: by the level that `levels` has for each.
  Rarities rarities(std::uint32_t lang) const { return counts_.rarities(known_articles(lang)); }
  const std::uint8_t* levels() const { return counts_.levels(); }
  static constexpr std::uint32_t kNoLanguage = 0;

  /// The up to `limit` live articles that share most, best first; in the same language by stems of the lead,
  /// or in others by keys, figures, countries and concepts. `self` is left out.
  std::vector<Slot> similar(const LiveArticle& article, std::size_t limit, Slot self) const;
  std::vector<Slot> similar_abroad(const LiveArticle& article, std::size_t limit, Slot self) const;

  /// An article's meaning without the mean of its language's live ones.
  Direction direction(const LiveArticle& article) const {
    return meanings_.centred(article.meaning, article.lang);
  }

  /// The cosine of two meanings in a language, likewise.
  float likeness_of_meanings(const Meaning& a, const Meaning& b, std::uint32_t lang) const {
    return cosine(meanings_.centred(a, lang), meanings_.centred(b, lang));
  }

  /// What is kept of an article that is live, or was prepared, when it leaves.
  Brief brief_of(const LiveArticle& article) const;

  /// Those that have left since this was last asked.
  struct Expired {
    Slot slot;
    ArticleId id;
    StoryId story;
    std::uint32_t lang;
    /// Of one that is no copy and has a time, where briefs are kept.
    std::optional<Timestamp> time;
    Brief brief;
  };
  /// Where a live article lies.
  std::optional<Slot> slot_of(ArticleId id) const;

  std::vector<Expired> take_expired() { return std::exchange(expired_, {}); }

  /// Before anything else: from now on a Brief's `lang` means the same in both.
  void number_languages_as(const LiveWindow& other);

  /// One more than the greatest number of a term. Numbers are used again, so that this follows the live
  /// articles however long the stream is.
  std::size_t terms() const { return numbers_.size(); }
  /// The newest time of all that ever came.
  std::optional<Timestamp> newest() const { return newest_; }
  std::size_t live() const { return languages_[kNoLanguage].articles; }
  /// Whether all live articles are in this language.
  bool speaks_only(std::uint32_t lang) const {
    return languages_[lang].articles == languages_[kNoLanguage].articles;
  }

 private:
  struct Language {
    std::uint32_t salt = 0;      ///< of its terms' keys
    std::uint32_t articles = 0;  ///< live ones
    Background background;
  };
  /// What a search reads of each article it meets.
  struct Mark {
    std::uint32_t lang;  ///< kNoLanguage for one that has left
    float score;         ///< nought between searches
  };
  struct [[gnu::packed]] Due {
    std::int64_t seconds;  ///< the article's time
    Slot slot;
    bool operator<(const Due& other) const {  // a heap has the greatest on top
      return seconds != other.seconds ? seconds > other.seconds : slot > other.slot;
    }
  };
  struct Weighted {
    TermNumber term;
    float weight;
  };

  std::uint32_t known_articles(std::uint32_t lang) const {
    return languages_[lang].articles + languages_[lang].background.articles() + 2;
  }
  /// kNoLanguage for one that has left.
  std::uint32_t lang_of(Slot slot) const { return marks_[slot - marks_first_].lang; }
  std::uint32_t key_of(TermId term, std::uint32_t lang) const {
    return static_cast<std::uint32_t>(raw(term)) ^ languages_[lang].salt;
  }

  std::uint32_t number_of_language(const std::string& name);
  std::uint32_t number_of_source(const std::string& name);
  TermNumber number_of(TermId term, std::uint32_t lang);
  /// Lets the processor fetch what numbering the terms reads.
  void prefetch_numbers(const Analysis& analysis, std::uint32_t lang) const;
  /// The article's words, and its other terms, into `lists_`.
  void number_words(const Analysis& analysis, std::uint32_t lang);
  void number_counted(const Analysis& analysis, std::uint32_t lang);
  std::vector<CountedTerm>& list_of(Part part) { return lists_[static_cast<std::size_t>(part)]; }
  void count(const LiveArticle& article, Slot slot, bool in);
  void post(TermNumber term, Slot slot, bool in);
  /// Gives the numbers of terms that no live article has to terms that come later.
  void release_terms(const LiveArticle& article);
  void expire();
  Slot pop_due();
  void drop(Slot slot);
  std::size_t read_postings(const Weighted& term, const LiveArticle& article, bool abroad, Slot self) const;
  void collect(const LiveArticle& article, bool abroad, Slot self) const;
  std::vector<Slot> best(std::size_t limit) const;

  GroupOptions options_;
  Slot first_ = 0;
  PieceQueue<LiveArticle> articles_;
  TermNumbers numbers_;
  TermCounts counts_;                       ///< live articles that have it, and those of the background
  std::vector<Postings> postings_;          ///< by number of the term
  std::vector<std::uint16_t> backgrounds_;  ///< likewise: its count where no live article has it
  Slot marks_first_ = 0;
  mutable std::vector<Mark> marks_;  ///< by slot - marks_first_, which trails first_
  std::unordered_map<std::string, std::uint32_t> language_numbers_, source_numbers_;
  std::vector<Language> languages_{{}};  ///< by number; the first stands for all
  LanguageMeans meanings_;
  std::optional<Timestamp> newest_;
  Slot ranked_ = 0;       ///< slots below it are no longer kept for their rank
  std::vector<Due> due_;  ///< those whose time alone keeps them: a heap, the earliest on top
  std::vector<Expired> expired_;
  ArticleTerms::Lists lists_;  ///< what prepare() fills; nothing between calls but its memory
  // What a search fills, likewise.
  mutable std::vector<Weighted> query_;
  mutable TermBuffer buffer_;
  mutable std::vector<Slot> touched_;
  mutable std::vector<std::uint64_t> found_;
};

}  // namespace kabar::group
