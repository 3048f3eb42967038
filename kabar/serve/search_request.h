#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/search/search.h"
#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// What a reader or a program asks the search for; a page, its feeds and the API take the same parameters.
struct SearchRequest {
  std::string query;                              ///< "q", as search::parse_query() reads it
  std::string source, lang, country, topic, day;  ///< filters besides: ids as facets have them; "2026-11-22"
  std::string name;                               ///< likewise: "n4f2"
  search::Order order = search::Order::kNewest;   ///< "sort": "newest" or "best"

  /// The filters as a query of their own.
  std::string filter_query() const;
  /// As parameters of an address, those left out that say nothing.
  NamedValues params() const;
  bool is_filtered() const noexcept;
};

/// Reads the parameters; kInvalidInput for an order that there is not.
Result<SearchRequest> search_request(const Request& request);
/// The same for readers, who get the newest first in that case.
SearchRequest lenient_search_request(const Request& request);

}  // namespace kabar::serve
