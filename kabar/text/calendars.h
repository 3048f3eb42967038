#pragma once

#include <chrono>
#include <optional>

namespace kabar::text {

/// The Gregorian day of a Solar Hijri (Persian) one, for the years 1178 to 1633; none when it does not exist.
std::optional<std::chrono::year_month_day> from_persian(int year, unsigned month, unsigned day);

}  // namespace kabar::text
