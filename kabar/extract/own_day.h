#pragma once

#include <optional>
#include <vector>

#include "kabar/text/date.h"

namespace kabar::extract {

/// A machine's date with its day and month the other way round where figures allow it ("02-12-2025") and the
/// page shows that day and not the one it was read as.
text::FoundDate ordered_as(const text::FoundDate& machine, const std::vector<text::FoundDate>& shown);

/// A machine's date as the page shows it to readers: a UTC time takes the day that the page prints when the
/// two lie within a zone's reach of each other; where the page shows the day of the last change and nowhere
/// that of the first publication, it is the date that the page goes by. Figures are ordered_as() the page
/// shows them. `shown` are the dates near the headline in order, `marked` whether they stand in elements for
/// dates. Pure.
text::FoundDate own_day(const text::FoundDate& machine, const std::optional<text::FoundDate>& modified,
                        const std::vector<text::FoundDate>& shown, bool marked);

}  // namespace kabar::extract
