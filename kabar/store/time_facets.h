#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kabar/base/time.h"

namespace kabar::store {

/// The terms of the index's third column by which an article is found by its day, month and year (UTC), one
/// blank between.
std::string time_facets(Timestamp when);

/// Terms of which each article from `from` to before `to` has at least one: of whole years and months where
/// these fit in, of days at the ends. Nothing where there would be too many.
std::optional<std::vector<std::string>> facets_between(Timestamp from, Timestamp to);

}  // namespace kabar::store
