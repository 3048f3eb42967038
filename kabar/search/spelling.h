#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/search/builder.h"

namespace kabar::search {

/// How many letters must be changed, put in, left out or swapped with their neighbour to make one word of the
/// other (optimal string alignment); `most` + 1 where it is more than `most`. UTF-8, of which the first 33
/// letters count. Pure.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// The query with each word that no article has put right, where one that articles have differs in a letter
/// or two: as the newest article with it spells it. Empty where nothing is to be put right. What stands in
/// `text` besides words stays as it is, and so does what has signs in it as markup has. `query` is `text` as
/// parse_query() reads it. Any thread, as `reader` is one's own; fails as Reader does.
Result<std::string> put_right(const store::Reader& reader, std::string_view text, const ParsedQuery& query,
                              const Edition& edition);

}  // namespace kabar::search
