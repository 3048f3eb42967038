#include <fmt/format.h>

#include <limits>

#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"
#include "kabar/store/search_index.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

void bind_times(Query& query, const SearchQuery& asked) {
  using Limits = std::numeric_limits<std::int64_t>;
  query.bind(asked.after ? asked.after->time_since_epoch().count() : Limits::min());
  query.bind(asked.before ? asked.before->time_since_epoch().count() : Limits::max());
}

/// One row more than asked for tells whether any follow.
Result<SearchResult> page_of(Query& query, const SearchQuery& asked) {
  query.bind(std::uint64_t{asked.limit + 1}).bind(std::uint64_t{asked.offset});
  SearchResult out;
  KABAR_TRY(out.rows, article_rows(query));
  out.more = out.rows.size() > asked.limit;
  if (out.more) out.rows.pop_back();
  return out;
}

Result<SearchResult> newest(Database& database, const SearchQuery& asked, std::int64_t source) {
  const auto* const of_source = asked.lang.empty() ? statements::kNewestOfSource : statements::kNewestOfBoth;
  const auto* const of_all = asked.lang.empty() ? statements::kNewest : statements::kNewestOfLang;
  auto query = database.query(source != 0 ? of_source : of_all);
  if (source != 0) query.bind(source);
  if (!asked.lang.empty()) query.bind(asked.lang);
  bind_times(query, asked);
  return page_of(query, asked);
}

/// Matches of some days: only the arrivals between the first and the last of these days' articles are looked
/// at.
Result<SearchResult> matches_between(Database& database, const SearchQuery& asked,
                                     const std::string& expression) {
  auto query = database.query(statements::kMatchesBetween);
  query.bind(expression);
  auto bounds = database.query(statements::kArrivalsBetween);
  bind_times(bounds, asked);
  KABAR_CHECK(bounds.step());
  query.bind(bounds.integer(0)).bind(bounds.integer(1));
  bind_times(query, asked);
  return page_of(query, asked);
}

Result<SearchResult> matches(Database& database, const SearchQuery& asked, std::int64_t source) {
  const auto expression = match_expression(asked, source);
  if (asked.after || asked.before) return matches_between(database, asked, expression);
  auto query = database.query(statements::kMatches);
  query.bind(expression);
  return page_of(query, asked);
}

}  // namespace

Result<SearchResult> Reader::search(const SearchQuery& query) const {
  auto& database = *state_->database;
  KABAR_TRY(const auto snapshot, Transaction::begin_read(database));
  std::int64_t source = 0;
  if (!query.source.empty()) {
    auto row = database.query(statements::kSourceRow);
    KABAR_TRY(const bool found, row.bind(query.source).step());
    if (!found) return SearchResult{};
    source = row.integer(0);
  }
  return query.groups.empty() ? newest(database, query, source) : matches(database, query, source);
}

Result<std::vector<ArticleRow>> Reader::latest(std::string_view source, std::size_t limit,
                                               std::size_t offset) const {
  SearchQuery query;
  query.source = source;
  query.limit = limit;
  query.offset = offset;
  KABAR_TRY(auto found, search(query));
  return std::move(found.rows);
}

Result<std::vector<SourceRow>> Reader::sources() const {
  auto row = state_->database->query(
      R"(SELECT name_id, name, home, country, languages, full_text, articles, newest FROM sources
        ORDER BY name_id)");
  std::vector<SourceRow> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(source_row(row));
  }
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
