#include "kabar/store/time_facets.h"

#include <fmt/format.h>

namespace kabar::store {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::size_t kMostTerms = 400;

std::string of_year(const year_month_day& date) {
  return fmt::format("d_{:04}", static_cast<int>(date.year()));
}
std::string of_month(const year_month_day& date) {
  return fmt::format("{}{:02}", of_year(date), static_cast<unsigned>(date.month()));
}
std::string of_day(const year_month_day& date) {
  return fmt::format("{}{:02}", of_month(date), static_cast<unsigned>(date.day()));
}

}  // namespace

std::string time_facets(Timestamp when) {
  const year_month_day date{std::chrono::floor<days>(when)};
  return fmt::format("{} {} {}", of_day(date), of_month(date), of_year(date));
}

std::optional<std::vector<std::string>> facets_between(Timestamp from, Timestamp to) {
  std::vector<std::string> out;
  if (from >= to) return out;
  const auto end = std::chrono::ceil<days>(to);
  for (auto day = std::chrono::floor<days>(from); day < end;) {
    if (out.size() == kMostTerms) return std::nullopt;
    const year_month_day date{day};
    const bool first = date.day() == std::chrono::day{1};
    if (const sys_days next{date + years{1}}; first && date.month() == std::chrono::January && next <= end) {
      out.push_back(of_year(date));
      day = next;
    } else if (const sys_days after{date + months{1}}; first && after <= end) {
      out.push_back(of_month(date));
      day = after;
    } else {
      out.push_back(of_day(date));
      day += days{1};
    }
  }
  return out;
}

}  // namespace kabar::store
