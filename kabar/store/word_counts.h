#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/store/search_clause.h"

struct sqlite3;

namespace kabar::store {

/// Makes `kabar_word_counts(search, groups)` known to a connection: how often each group of phrases of the
/// expression stands in title and body of the row at hand, read from the index's own positions, so that
/// nobody has to unpack and read the text to rank a match. `groups` is what phrase_groups() writes, the
/// result what match_words() reads.
Status add_word_counts(sqlite3* connection);

/// Groups of phrases, by the places that these have in an expression.
std::string phrase_groups(const std::vector<std::vector<std::size_t>>& groups);

/// kCorrupt for what the function has not written.
Result<MatchWords> match_words(ByteView counted);

}  // namespace kabar::store
