#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/search/builder.h"
#include "kabar/search/named.h"
#include "kabar/search/query.h"
#include "kabar/store/store.h"

namespace kabar::search {

/// How matches are put in order.
enum class Order : std::uint8_t {
  kNewest,  ///< the last to arrive first
  kBest,    ///< of the newest kRanked matches those first that speak most of what was asked for (ranking.h)
};

constexpr std::size_t kRanked = 500;     ///< counting the words of so many takes some milliseconds
constexpr std::size_t kCounted = 1'000;  ///< for facets: a share of one in a hundred is still told well

struct FacetCount {
  std::string key;  ///< id of the source, code of language or country, name of the topic ("medtop:…"), day
                    ///< ("2026-11-22")
  std::size_t articles = 0;
};

/// What the newest matches are made of; most frequent first, days in order.
struct Facets {
  std::size_t counted = 0;
  bool more = false;  ///< there are older matches that were not counted
  std::vector<FacetCount> sources, languages, countries, topics, days;
  std::size_t named = 0;         ///< of how many of them names were counted
  std::vector<NameCount> names;  ///< people, organisations and places
};

/// The part of a list that is wanted: behind `offset` matches, and behind what was read before.
struct Stretch {
  std::size_t limit = 20;
  std::size_t offset = 0;
  std::optional<store::ListPosition> behind = {};  ///< of newest first
  std::optional<ArticleId> last = {};  ///< what arrived later does not count, so that ranks stay as they were
  bool patient = false;                ///< of newest first: may take seconds
};

/// What a search found: a part of all matches.
struct Found {
  std::vector<store::ArticleRow> rows;
  bool more = false;
  bool whole = true;  ///< false: it would have taken too long, and older articles were not looked at
  ArticleId last{};   ///< of best first: the newest arrival among all that were ranked, for Stretch::last
};

/// One search of a data folder, as pages, feeds, API and command line all do it. Made for one request;
/// `reader` must outlive it, on whose thread it runs, and each call is a read of its own. Fails as Reader
/// does; no query is an error, what is odd in one is among the notes.
class Search {
 public:
  /// `filters` must match too; notes are of both, suggestions of `query` alone.
  static Result<Search> prepare(const store::Reader& reader, std::string_view query, Timestamp now,
                                ParsedQuery filters = {});

  bool is_empty() const noexcept { return query_.is_empty(); }
  const std::vector<Note>& notes() const noexcept { return notes_; }

  /// The words and phrases that must be there: Built::wanted.
  const std::vector<std::vector<std::string>>& wanted() const noexcept { return built_.wanted; }

  Result<Found> find(Order order, const Stretch& stretch) const;
  Result<Found> find(Order order, std::size_t limit, std::size_t offset) const {
    return find(order, Stretch{limit, offset});
  }
  Result<Facets> facets() const;
  /// Both of the first `limit`, at the price of one.
  Result<std::pair<Found, Facets>> find_and_count(Order order, std::size_t limit) const;
  /// The query with those of its words mended that nothing here has but that are nearly others; empty where
  /// there is nothing to mend. For a search with few matches or none.
  Result<std::string> suggestion() const;

 private:
  explicit Search(const store::Reader& reader) : reader_(&reader) {}
  Result<Found> best(const Stretch& stretch) const;
  bool is_ranked(Order order) const { return order == Order::kBest && !built_.wanted.empty(); }
  Result<store::SearchMatches> newest_matches(Order order) const;
  Result<Found> best_of(std::span<const store::SearchMatch> matches, const Stretch& stretch) const;
  Result<Facets> count(const store::SearchMatches& matches) const;

  const store::Reader* reader_;
  std::string text_;
  ParsedQuery query_;
  Edition edition_;
  Built built_;
  std::vector<Note> notes_;
};

}  // namespace kabar::search
