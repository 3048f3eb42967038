#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/store/search_clause.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The terms of the index's third column that every article has: its source, its language, and one that all
/// share.
std::string common_facets(std::int64_t source, std::string_view lang);

/// The FTS5 expression (sqlite.org/fts5.html, section 3) of a clause; sources are looked up in the database.
/// Any clause makes a sound expression, whatever its texts hold; too many parts, texts and levels are cut
/// off.
Result<std::string> match_expression(Database& database, const SearchClause& clause);

}  // namespace kabar::store
