#pragma once

#include <optional>
#include <string>

#include "kabar/model/analysis.h"

namespace kabar::understand {

/// The country that a text names most often; of equals that with the lowest number. Nothing where it names
/// none.
std::optional<TermId> country_about(const Analysis& analysis) noexcept;

/// The ISO 3166 code of a country by the number that it has among Analysis::places; empty where it is none.
/// Safe from any thread.
std::string country_code(TermId place);

}  // namespace kabar::understand
