#include "kabar/serve/search_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "kabar/base/utf8.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostBytes = 1'600;
constexpr std::size_t kMostFilterBytes = 100;

struct Filter {
  const char* name;
  std::string SearchRequest::*value;
  std::optional<search::Field> field;  ///< nothing: a time
};
constexpr std::array<Filter, 6> kFilters{{{"source", &SearchRequest::source, search::Field::kSource},
                                          {"lang", &SearchRequest::lang, search::Field::kLang},
                                          {"country", &SearchRequest::country, search::Field::kCountry},
                                          {"topic", &SearchRequest::topic, search::Field::kTopic},
                                          {"day", &SearchRequest::day, {}},
                                          {"name", &SearchRequest::name, search::Field::kName}}};

/// All of one day.
void narrow_to_day(search::ParsedQuery& query, const std::string& day) {
  constexpr std::size_t kDay = 10;
  const auto start = day.size() == kDay ? parse_iso(day) : std::nullopt;
  if (start)
    query.narrow(*start, *start + std::chrono::days{1}, {});
  else
    query.notes.push_back({search::Note::Kind::kNoDate, "day:" + day});
}

}  // namespace

search::ParsedQuery SearchRequest::filters() const {
  search::ParsedQuery out;
  out.root.kind = search::Expression::Kind::kAll;
  for (const auto& filter : kFilters) {
    const auto& value = this->*filter.value;
    if (value.empty()) continue;
    if (filter.field)
      out.root.parts.push_back(search::exactly(*filter.field, value));
    else
      narrow_to_day(out, value);
  }
  return out;
}

std::string SearchRequest::in_words() const {
  auto out = query;
  for (const auto& filter : kFilters) {
    const auto& value = this->*filter.value;
    if (!value.empty()) out += fmt::format("{}{}:{}", out.empty() ? "" : " ", filter.name, value);
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

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> out;
  out.reserve(kFilters.size());
  for (const auto& filter : kFilters) out.emplace_back(filter.name);
  return out;
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
