#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kabar::serve {

/// What the store has to look for so that it finds a reader's words, in the languages given: see
/// store::SearchQuery::terms. Empty when the query holds no word.
std::vector<std::string> query_terms(std::string_view query, const std::vector<std::string>& languages);

}  // namespace kabar::serve
