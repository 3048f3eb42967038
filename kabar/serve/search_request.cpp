#include "kabar/serve/search_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kabar/base/utf8.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostBytes = 1'600;
constexpr std::size_t kMostFilterBytes = 100;

struct Filter {
  const char* name;
  std::string SearchRequest::*value;
};
constexpr std::array<Filter, 6> kFilters{{{"source", &SearchRequest::source},
                                          {"lang", &SearchRequest::lang},
                                          {"country", &SearchRequest::country},
                                          {"topic", &SearchRequest::topic},
                                          {"day", &SearchRequest::day},
                                          {"name", &SearchRequest::name}}};

/// A value can close no quotation mark of its own.
std::string in_quotes(std::string_view value) {
  std::string out(value);
  std::replace(out.begin(), out.end(), '"', ' ');
  return '"' + out + '"';
}

/// All of one day.
std::string day_query(std::string_view day) {
  const auto start = parse_iso(day);
  if (!start) return fmt::format(" after:{}", in_quotes(day));  // which the notes will complain about
  constexpr std::size_t kDay = 10;
  return fmt::format(" after:{} before:{}", day, to_iso(*start + std::chrono::days{1}).substr(0, kDay));
}

}  // namespace

std::string SearchRequest::filter_query() const {
  std::string out;
  for (const auto& filter : kFilters) {
    const auto& value = this->*filter.value;
    if (value.empty()) continue;
    out += filter.value == &SearchRequest::day ? day_query(value)
                                               : fmt::format(" {}:{}", filter.name, in_quotes(value));
  }
  return out;
}

NamedValues SearchRequest::params() const {
  NamedValues out;
  if (!query.empty()) out.emplace_back("q", query);
  for (const auto& filter : kFilters)
    if (!(this->*filter.value).empty()) out.emplace_back(filter.name, this->*filter.value);
  if (order == search::Order::kBest) out.emplace_back("sort", "best");
  return out;
}

bool SearchRequest::is_filtered() const noexcept {
  return std::any_of(kFilters.begin(), kFilters.end(),
                     [this](const auto& filter) { return !(this->*filter.value).empty(); });
}

SearchRequest lenient_search_request(const Request& request) {
  SearchRequest out;
  out.query = utf8::head(request.param("q"), kMostBytes);
  for (const auto& filter : kFilters)
    out.*filter.value = utf8::head(request.param(filter.name), kMostFilterBytes);
  if (request.param("sort") == "best") out.order = search::Order::kBest;
  return out;
}

Result<SearchRequest> search_request(const Request& request) {
  const auto sort = request.param("sort");
  if (!sort.empty() && sort != "newest" && sort != "best")
    return Error{Errc::kInvalidInput, "sort must be \"newest\" or \"best\""};
  return lenient_search_request(request);
}

}  // namespace kabar::serve
