#pragma once

#include <optional>
#include <vector>

#include "kabar/text/date.h"

namespace kabar::extract {

/// A machine's date as the page shows it to readers: a UTC time takes the day that the page prints when the
/// two lie within a zone's reach of each other; where the page shows the day of the last change and nowhere
/// that of the first publication, it is the date that the page goes by. `shown` are the dates near the
/// headline in order, `marked` whether they stand in elements for dates. Pure.
text::FoundDate own_day(const text::FoundDate& machine, const std::optional<text::FoundDate>& modified,
                        const std::vector<text::FoundDate>& shown, bool marked);

}  // namespace kabar::extract
