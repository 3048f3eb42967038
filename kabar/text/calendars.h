#pragma once

#include <chrono>
#include <optional>

namespace kabar::text {

/// The Gregorian day of a Solar Hijri (Persian) one, for the years 1178 to 1633; none when it does not exist.
std::optional<std::chrono::year_month_day> from_persian(int year, unsigned month, unsigned day);

/// Whether clocks in the United States are an hour ahead: from the second Sunday of March to the first of
/// November, as since 2007.
bool is_american_summer(const std::chrono::year_month_day& day);

}  // namespace kabar::text
