#pragma once

#include <chrono>
#include <string>

#include "kabar/base/time.h"

namespace kabar::cli {

/// "less than a minute", "1 minute", "3 hours", "12 days": the largest unit that fits, rounded down.
std::string span_words(std::chrono::seconds span);

/// "4 minutes ago", "in 2 hours", "now".
std::string when_words(Timestamp time, Timestamp now);

/// A day in words where it is near, as people say it: "10:05 UTC", "Tuesday", "14 March", "14 March 2023";
/// days are those of UTC.
std::string since_words(Timestamp time, Timestamp now);

}  // namespace kabar::cli
