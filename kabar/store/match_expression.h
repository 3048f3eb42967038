#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/store/search_clause.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The terms of the index's third column that every article has: its source, its language, and one that all
/// share; see also time_facets.h.
std::string common_facets(std::int64_t source, std::string_view lang);

/// An FTS5 expression (sqlite.org/fts5.html, section 3).
struct MatchExpression {
  std::string text;
  /// Its phrases of title or body, each with the place that it has among all phrases.
  std::vector<std::pair<std::string, std::size_t>> phrases;

  /// Of each of `wanted`, the places of those of its forms that stand in the expression.
  std::vector<std::vector<std::size_t>> places_of(const std::vector<std::vector<std::string>>& wanted) const;
};

/// The expression of a clause; sources are looked up in the database. Any clause makes a sound expression,
/// whatever its texts hold; too many parts, texts and levels are cut off.
Result<MatchExpression> match_expression(Database& database, const SearchClause& clause);

}  // namespace kabar::store
