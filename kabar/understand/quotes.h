#pragma once

#include <string_view>
#include <vector>

#include "kabar/model/quote.h"

namespace kabar::understand {

/// The direct speech of a text whose speaker it tells, in its order: docs/FIGURES.md says what counts as
/// such. Texts of a language without a pack have none. Pure, linear in the text, of which the first 200 KB
/// are read; at most 500 quotes. Safe from any thread.
std::vector<Quote> find_quotes(std::string_view text, std::string_view lang);

}  // namespace kabar::understand
