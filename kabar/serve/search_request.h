#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/search/search.h"
#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// What a reader or a program asks the search for; a page, its feeds and the API take the same parameters.
/// Plain values; any thread.
struct SearchRequest {
  std::string query;                              ///< "q", as search::parse_query() reads it
  std::string source, lang, country, topic, day;  ///< filters besides: ids as facets have them; "2026-11-22"
  std::string name;                               ///< likewise: "n4f2"
  search::Order order = search::Order::kNewest;   ///< "sort": "newest" or "best"

  /// The filters, each by its id or code alone.
  search::ParsedQuery filters() const;
  /// What is asked for in a line, filters behind the query.
  std::string in_words() const;
  /// As parameters of an address, those left out that say nothing.
  NamedValues params() const;
  bool is_filtered() const noexcept;
};

/// The names of the parameters that are filters.
std::vector<std::string_view> filter_names();

/// Reads the parameters; kInvalidInput for an order that there is not.
Result<SearchRequest> search_request(const Request& request);
/// The same for readers, who get the newest first in that case.
SearchRequest lenient_search_request(const Request& request);

}  // namespace kabar::serve
