#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/group/brief.h"
#include "kabar/group/group_input.h"
#include "kabar/group/live_window.h"
#include "kabar/group/piece_queue.h"
#include "kabar/group/postings.h"
#include "kabar/group/term_numbers.h"
#include "kabar/model/ids.h"

namespace kabar::group {

/// An article that has left the live window.
struct ClosedArticle {
  ArticleId id{};
  StoryId story{};
  Timestamp time;
  Brief brief;
};

/// How like an article that opens a story of its own is to one that has left the window.
enum class Return : std::uint8_t {
  kWords,    ///< cosine of words
  kNumbers,  ///< cosine of numbers
  kPlaces,   ///< cosine of countries
  kMeaning,  ///< cosine of meanings
  kMass,     ///< log(1 + how many rare words' worth of words and names both have)
  kSecond,   ///< how like it is, as a share of that and of how like the next best story is
  kAgreed,   ///< how like it is to another article of that story
  kWeeks,    ///< log(1 + weeks between the two)
  kCount,
};
using ReturnEvidence = std::array<float, static_cast<std::size_t>(Return::kCount)>;

/// How probably both tell one story.
float same_story_again(const ReturnEvidence& evidence);
/// From so much on a closed story is opened again: more than a story that is open asks for, as nobody looks
/// at it again.
constexpr float kReopens = 0.7F;

/// What is kept of articles that have left the live window, so that their stories can be opened again: for
/// each story and language, of the newest kBriefs that are no copies and have a time. It is a pure function
/// of the articles that left, wherever in the stream they did, and of where they stand: of the newest `most`
/// of these within `reach` before the newest time. One thread.
class ClosedStories {
 public:
  static constexpr std::size_t kBriefs = kClosedOfStory;

  ClosedStories(std::chrono::days reach, std::size_t most) : reach_(reach), most_(most) {}

  std::chrono::days reach() const noexcept { return reach_; }
  std::size_t most() const noexcept { return most_; }
  bool empty() const noexcept { return by_story_.empty(); }
  std::size_t size() const noexcept { return alive_; }
  /// One more than the greatest number of a term.
  std::size_t terms() const noexcept { return numbers_.size(); }

  void insert(const ClosedArticle& article);

  /// Makes it what a store says, without reading again what is known already: begin_review(), then still() of
  /// all rows in whatever order, then end_review(), which forgets the others, and restore() of those for
  /// which still() was true: that are to be told and not known.
  void begin_review();
  bool still(const ClosedRow& row);
  void end_review();
  void restore(LiveWindow& window, const ClosedInput& input);

  /// Time has come so far.
  void advance(Timestamp newest);
  /// All of `from` went over to `to`.
  void merge(StoryId from, StoryId to);
  /// Whether anything of one of them is kept; they are sorted. Looks at all.
  bool has_any(std::span<const ArticleId> articles) const;

  struct Found {
    StoryId story{};
    ArticleId article{};
    ReturnEvidence evidence{};
    float likeness = 0;  ///< by words and names
    float probability = 0;
  };
  /// The articles that an article of the window is most like, one of each story, most like first; none for
  /// one without a time.
  std::vector<Found> find(const LiveWindow& window, const LiveArticle& article) const;

 private:
  struct Entry {
    ArticleId id{};  ///< none: it is gone
    StoryId story{};
    Timestamp time;
    std::uint32_t lang = 0;
    std::array<std::uint8_t, kBriefParts> ends{};
    Meaning meaning{};
    std::vector<std::uint32_t> terms;  ///< number and count of each
  };
  using Age = std::pair<std::int64_t, std::uint64_t>;  ///< seconds, and the article's number
  struct Query;

  Entry& at(Slot slot) { return entries_[slot - first_]; }
  const Entry& at(Slot slot) const { return entries_[slot - first_]; }
  bool is_alive(Slot slot) const { return slot >= first_ && at(slot).id != ArticleId{}; }
  static Age age_of(const Entry& entry) {
    return {entry.time.time_since_epoch().count(), static_cast<std::uint64_t>(entry.id)};
  }
  TermNumber number_of(const BriefTerm& term);
  void count(const Entry& entry, Slot slot, bool in);
  void put(const ClosedArticle& article);
  void drop(Slot slot);
  /// Drops it from its story, too.
  void forget(Slot slot);
  /// Leaves the newest kBriefs of a language.
  void thin(std::vector<Slot>& slots, std::uint32_t lang);
  void remember(Age age);
  void drop_before();
  /// Of a language's term, or of a number or country where `lang` is none.
  float rarity(std::uint32_t articles, std::uint32_t background, std::uint32_t lang) const;
  Query ask(const Brief& brief) const;
  void ask(const Brief& brief, BriefPart part, Query& out) const;
  std::vector<Slot> candidates(const Query& query, std::uint32_t lang) const;
  Found compare(const Query& query, const Entry& other) const;

  std::chrono::days reach_;
  std::size_t most_;
  Slot first_ = 0;
  std::size_t alive_ = 0;
  PieceQueue<Entry> entries_;
  TermNumbers numbers_;
  std::vector<Postings> postings_;          ///< by number of the term
  std::vector<std::uint16_t> backgrounds_;  ///< likewise
  std::unordered_map<StoryId, std::vector<Slot>> by_story_;
  struct Language {
    std::uint32_t articles = 0, background = 0;
  };
  std::unordered_map<std::uint32_t, Language> languages_;
  std::vector<Age> ages_;                  ///< of all that left and count: a heap, the earliest on top
  std::vector<std::pair<Age, Slot>> due_;  ///< of the entries, likewise; some of them are gone
  std::optional<Age> gone_before_;
  std::optional<Timestamp> newest_;
  std::unordered_map<ArticleId, Slot> unseen_;  ///< of a review
};

}  // namespace kabar::group
