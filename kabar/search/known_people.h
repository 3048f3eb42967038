#pragma once

#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/search/builder.h"

namespace kabar::search {

/// Fills in which people the words of the query stand for, and notes them: by a word of their name in any
/// of its spellings. At most four words are looked at, and four people for each. Negated words and phrases
/// mean what they say. One thread, that of `reader`; fails as Reader does.
Status find_people(const store::Reader& reader, const ParsedQuery& query, Edition& edition,
                   std::vector<Note>& notes);

}  // namespace kabar::search
