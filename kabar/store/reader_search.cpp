#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "kabar/store/arrival_stretches.h"
#include "kabar/store/columns.h"
#include "kabar/store/match_expression.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/store/source_filter.h"
#include "kabar/store/source_list.h"
#include "kabar/store/statements.h"
#include "kabar/store/time_facets.h"
#include "kabar/store/word_counts.h"

namespace kabar::store {
namespace {

void bind_times(Query& query, const SearchQuery& asked) {
  using Limits = std::numeric_limits<std::int64_t>;
  query.bind(asked.after ? asked.after->time_since_epoch().count() : Limits::min());
  query.bind(asked.before ? asked.before->time_since_epoch().count() : Limits::max());
}

/// The times of a list in the order of time, and where in it the page begins.
void bind_place(Query& query, const SearchQuery& asked) {
  if (!asked.behind) {
    bind_times(query, asked);
    query.bind(std::numeric_limits<std::int64_t>::max()).bind(std::int64_t{0});
    return;
  }
  auto rest = asked;
  const auto next_second = asked.behind->when + std::chrono::seconds{1};
  rest.before = asked.before ? std::min(*asked.before, next_second) : next_second;
  bind_times(query, rest);
  query.bind(seconds(asked.behind->when)).bind(raw(asked.behind->id));
}

/// One row more than asked for tells whether any follow.
void keep_page(SearchResult& out, const SearchQuery& asked) {
  out.more = out.rows.size() > asked.limit;
  if (out.more) out.rows.pop_back();
}

Result<SearchResult> page_of(Query& query, const SearchQuery& asked) {
  query.bind(std::uint64_t{asked.limit + 1}).bind(std::uint64_t{asked.offset});
  SearchResult out;
  KABAR_TRY(out.rows, article_rows(query));
  keep_page(out, asked);
  return out;
}

/// A search without words, of one source or language at most: by time, from the articles' own indexes.
struct Listing {
  std::string source, lang;
};

bool take(const SearchClause& clause, Listing& out) {
  const bool is_source = clause.kind == SearchClause::Kind::kSource;
  if (!is_source && clause.kind != SearchClause::Kind::kLang) return false;
  auto& field = is_source ? out.source : out.lang;
  if (clause.texts.size() != 1 || !field.empty()) return false;
  field = clause.texts.front();
  return !field.empty();
}

std::optional<Listing> listing(const SearchQuery& asked) {
  Listing out;
  if (asked.story) return std::nullopt;
  if (asked.where.kind != SearchClause::Kind::kAll)
    return take(asked.where, out) ? std::optional(out) : std::nullopt;
  for (const auto& part : asked.where.parts)
    if (!take(part, out)) return std::nullopt;
  return out;
}

Result<SearchResult> newest(Database& database, const SearchQuery& asked, const Listing& listing) {
  std::int64_t source = 0;
  if (!listing.source.empty()) {
    auto row = database.query(statements::kSourceRow);
    KABAR_TRY(const bool found, row.bind(listing.source).step());
    if (!found) return SearchResult{};
    source = row.integer(0);
  }
  const auto* const of_source =
      listing.lang.empty() ? statements::kNewestOfSource : statements::kNewestOfBoth;
  const auto* const of_all = listing.lang.empty() ? statements::kNewest : statements::kNewestOfLang;
  auto query = database.query(source != 0 ? of_source : of_all);
  if (source != 0) query.bind(source);
  if (!listing.lang.empty()) query.bind(listing.lang);
  bind_place(query, asked);
  return page_of(query, asked);
}

/// The story whose articles are asked for, by whichever of its ids.
Result<std::optional<StoryId>> story_of(Database& database, const SearchQuery& asked) {
  if (!asked.story) return std::optional<StoryId>();
  auto row = database.query(statements::kCurrentStory);
  KABAR_TRY(const bool found, row.bind(raw(*asked.story)).step());
  return std::optional(found ? StoryId{row.number(0)} : *asked.story);
}

/// Those that can match; only what lies between is looked at.
Result<Arrivals> bounds_of(Database& database, std::optional<StoryId> story) {
  auto row = database.query(story ? statements::kArrivalsInStory : statements::kArrivals);
  if (story) row.bind(raw(*story));
  KABAR_CHECK(row.step());
  return row.is_null(0) ? Arrivals(1, 0) : Arrivals(row.integer(0), row.integer(1));
}

/// What an article must have, its day among it, so that those of other days are not even looked at.
Result<SearchClause> whole_clause(Database& database, const SearchQuery& asked, SearchClause where) {
  if (!asked.after && !asked.before) return where;
  auto row = database.query(statements::kReach);
  KABAR_CHECK(row.step());
  const auto first = time_of(row.integer(0)), last = time_of(row.integer(1));
  const auto days =
      facets_between(std::max(asked.after.value_or(first), first),
                     std::min(asked.before.value_or(Timestamp::max()), last + std::chrono::seconds{1}));
  return days ? all_of({std::move(where), facet(*days)}) : where;
}

/// What a search goes by.
struct Condition {
  MatchExpression expression;
  SourceFilter outlets;
};

Result<Condition> condition_of(Database& database, const SearchQuery& asked, const SourceList& sources) {
  auto where = asked.where;
  auto outlets = SourceFilter::taken_from(where, sources);
  KABAR_TRY(const auto clause, whole_clause(database, asked, std::move(where)));
  KABAR_TRY(auto expression, match_expression(database, clause));
  return Condition{std::move(expression), std::move(outlets)};
}

/// Cuts off what lies before the place in the list that is asked for.
void cut(Arrivals& bounds, const SearchQuery& asked) {
  const auto up_to = [&](std::uint64_t last) {
    bounds.second = std::min(bounds.second, static_cast<std::int64_t>(last));
  };
  if (asked.last) up_to(raw(*asked.last));
  if (asked.behind) up_to(raw(asked.behind->id) - 1);
}

// The columns of a match.
constexpr int kSourceOfMatch = 2, kWordsOfMatch = 7;

/// Where a search looks.
struct Reach {
  std::optional<StoryId> story;
  ArrivalStretches stretches;
};

Result<Reach> reach_of(Database& database, const SearchQuery& asked) {
  KABAR_TRY(const auto story, story_of(database, asked));
  KABAR_TRY(auto bounds, bounds_of(database, story));
  cut(bounds, asked);
  return Reach{story, ArrivalStretches(bounds, asked.patience)};
}

constexpr std::uint64_t kMostRows = std::uint64_t{1} << 40;

/// A statement that gives matches, which ones, and what is bound before the expression.
struct MatchStatement {
  const char* sql;
  const Condition* condition;
  std::optional<ByteView> groups = {};
};

/// How many of the first matches are left out, and how many are wanted behind those.
struct Window {
  std::size_t offset = 0, most = 0;

  std::size_t end() const noexcept { return offset + most; }
};

/// Gives `take` the rows of the window; `met` counts matches.
template <class Take>
Status take_rows(Query& row, const SourceFilter& outlets, const Window& window, std::size_t& met,
                 const Take& take) {
  while (met < window.end()) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    if (!outlets.has(row.number(kSourceOfMatch))) continue;
    if (++met > window.offset) KABAR_CHECK(take(row));
  }
  return ok();
}

/// Gives `take` the matches of the window, the newest arrivals first; whether it was all there is, as far as
/// was asked.
template <class Take>
Result<bool> walk(Database& database, const SearchQuery& asked, const MatchStatement& statement, Reach& reach,
                  const Window& window, const Take& take) {
  const auto& [expression, outlets] = *statement.condition;
  const Watch watch(database, [&] { return reach.stretches.is_overdue(); });
  for (std::size_t met = 0; met < window.end();) {
    const auto part = reach.stretches.next();
    if (!part) return reach.stretches.at_end();
    auto row = database.query(statement.sql);
    if (statement.groups) row.bind(*statement.groups);
    row.bind(expression.text).bind(part->first).bind(part->second);
    bind_times(row, asked);
    reach.story ? row.bind(raw(*reach.story)) : row.bind_null();
    row.bind(outlets.is_empty() ? std::uint64_t{window.end() - met} : std::uint64_t{kMostRows});
    const auto taken = take_rows(row, outlets, window, met, take);
    if (!taken && taken.error().code == Errc::kTimeout) return false;
    if (!taken) return taken.error();
  }
  return true;
}

SearchMatch match_at(const Query& row, const SourceList& sources) {
  SearchMatch out{ArticleId{row.number(0)},
                  StoryId{row.number(1)},
                  {},
                  {},
                  std::string(row.text(3)),
                  static_cast<Topic>(std::clamp<std::int64_t>(row.integer(4), 0, kTopicCount)),
                  time_at(row, 5).value_or(Timestamp{}),
                  row.integer(6) != 0};
  if (const auto* const source = sources.find(row.number(kSourceOfMatch))) {
    out.source = source->source.id;
    out.country = source->source.country;
  }
  return out;
}

}  // namespace

bool goes_by_time(const SearchQuery& query) {
  return listing(query).has_value();
}

Result<SearchResult> Reader::search(const SearchQuery& query) const {
  auto& database = *state_->database;
  KABAR_TRY(const auto snapshot, Transaction::begin_read(database));
  if (const auto plain = listing(query)) return newest(database, query, *plain);
  KABAR_TRY(const auto outlets, sources());
  KABAR_TRY(const auto condition, condition_of(database, query, *outlets));
  std::vector<ArticleId> ids;
  KABAR_TRY(auto reach, reach_of(database, query));
  SearchResult out;
  KABAR_TRY(out.whole, walk(database, query, {statements::kMatchFields, &condition}, reach,
                            {query.offset, query.limit + 1}, [&](const Query& row) {
                              ids.push_back(ArticleId{row.number(0)});
                              return ok();
                            }));
  KABAR_TRY(out.rows, articles(ids));
  keep_page(out, query);
  return out;
}

Result<SearchMatches> Reader::matches(const SearchQuery& query, std::size_t most,
                                      const std::vector<std::vector<std::string>>& wanted) const {
  auto& database = *state_->database;
  KABAR_TRY(const auto snapshot, Transaction::begin_read(database));
  KABAR_TRY(const auto outlets, sources());
  KABAR_TRY(const auto condition, condition_of(database, query, *outlets));
  const auto groups = phrase_groups(condition.expression.places_of(wanted));
  const auto statement = wanted.empty()
                             ? MatchStatement{statements::kMatchFields, &condition}
                             : MatchStatement{statements::kMatchWords, &condition, as_bytes(groups)};
  KABAR_TRY(auto reach, reach_of(database, query));
  SearchMatches out;
  KABAR_TRY(out.whole, walk(database, query, statement, reach, {0, most}, [&](const Query& row) -> Status {
              out.rows.push_back(match_at(row, *outlets));
              if (wanted.empty()) return ok();
              KABAR_TRY(out.rows.back().words, match_words(row.bytes(kWordsOfMatch)));
              return ok();
            }));
  out.spent = reach.stretches.spent();
  return out;
}

Result<std::vector<std::string>> Reader::spellings(std::string_view beginning, std::size_t fewest_letters,
                                                   std::size_t most_letters, std::size_t most) const {
  auto row = state_->database->query(statements::kSpellings);
  row.bind(beginning).bind(std::uint64_t{fewest_letters}).bind(std::uint64_t{most_letters});
  row.bind(std::uint64_t{most});
  std::vector<std::string> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.emplace_back(row.text(0));
  }
}

Result<std::size_t> Reader::articles_having(const std::string& word, std::size_t most) const {
  auto& database = *state_->database;
  KABAR_TRY(const auto expression, match_expression(database, words({word})));
  auto row = database.query(statements::kHavingWord);
  row.bind(expression.text).bind(std::uint64_t{most});
  for (std::size_t out = 0;; ++out) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
  }
}

Result<std::vector<ArticleRow>> Reader::articles(const std::vector<ArticleId>& ids) const {
  std::vector<ArticleRow> out;
  for (const auto id : ids) {
    auto query = state_->database->query(statements::kArticleRow);
    KABAR_TRY(auto rows, article_rows(query.bind(raw(id))));
    for (auto& row : rows) out.push_back(std::move(row));
  }
  return out;
}

Result<std::vector<ArticleRow>> Reader::latest(std::string_view source, std::size_t limit,
                                               std::size_t offset) const {
  SearchQuery query;
  if (!source.empty()) query.where = of_source(std::string(source));
  query.limit = limit;
  query.offset = offset;
  KABAR_TRY(auto found, search(query));
  return std::move(found.rows);
}

Result<std::shared_ptr<const SourceList>> Reader::sources() const {
  auto& database = *state_->database;
  KABAR_TRY(const auto version, database.integer("PRAGMA data_version"));
  if (state_->sources != nullptr && state_->sources_version == version) return state_->sources;
  auto row = database.query("SELECT " KABAR_SOURCE_COLUMNS " FROM sources ORDER BY name_id");
  std::vector<SourceRow> rows;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    rows.push_back(source_row(row));
  }
  state_->sources = std::make_shared<const SourceList>(std::move(rows));
  state_->sources_version = version;
  return state_->sources;
}

Result<std::vector<std::string>> Reader::languages() const {
  auto row = state_->database->query(statements::kLanguages);
  std::vector<std::string> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.emplace_back(row.text(0));
  }
}

Result<std::optional<std::string>> Reader::source_at(std::string_view home) const {
  auto row = state_->database->query(statements::kSourceAt);
  KABAR_TRY(const bool found, row.bind(home).step());
  return found ? std::optional(std::string(row.text(0))) : std::nullopt;
}

Result<SourceRow> Reader::source(std::string_view id) const {
  auto row = state_->database->query(statements::kSource);
  KABAR_TRY(const bool found, row.bind(id).step());
  if (!found) return Error{Errc::kNotFound, fmt::format("there is no source {}", id)};
  return source_row(row);
}

}  // namespace kabar::store
