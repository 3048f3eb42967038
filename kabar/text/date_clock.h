#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "kabar/text/date_tokens.h"

namespace kabar::text {

/// A time of day as a text prints it.
struct ClockTime {
  std::chrono::seconds time_of_day{0};
  std::optional<std::chrono::minutes> offset;  ///< of the zone that is named beside it
  bool in_american_summer = false;             ///< the zone ("ET") is an hour further east in summer
  std::size_t next = 0;                        ///< the first token after it
};

/// The time of day that begins right at token `i` ("18:30 Uhr", "6.30 pm EST", "18h30", "午後6時30分",
/// "T18:30:00.000+02:00"). `marked` says that a word before it announced a time, so that "18.30" is one.
std::optional<ClockTime> read_clock(const DateTokens& tokens, std::size_t i, bool marked);

}  // namespace kabar::text
