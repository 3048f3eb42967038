#include "kabar/text/calendars.h"

namespace kabar::text {

std::optional<std::chrono::year_month_day> from_persian(int year, unsigned month, unsigned day) {
  if (year < 1178 || year > 1633 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (month > 6 && day > 30) return std::nullopt;
  // Eight leap years in 33; counted from a year whose first day lies a known number of days from 1 January 0.
  const int y = year + 1595;
  const int before = static_cast<int>(month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186);
  const int days = -355'668 + 365 * y + y / 33 * 8 + (y % 33 + 3) / 4 + static_cast<int>(day) + before;
  constexpr std::chrono::sys_days kStart{std::chrono::year{0} / std::chrono::January / 1};
  return std::chrono::year_month_day{kStart + std::chrono::days{days}};
}

bool is_american_summer(const std::chrono::year_month_day& day) {
  using namespace std::chrono;
  const year_month_day begin{day.year() / March / Sunday[2]};
  const year_month_day end{day.year() / November / Sunday[1]};
  return begin <= day && day < end;
}

}  // namespace kabar::text
