#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// Whether a number, as text::normalise_number() writes it, can be no day of the month, hour or year.
bool is_figure(std::string_view number);

/// The figures that a text gives in digits, each once, in the order of the text: those that Analysis::figures
/// has the terms of, without the rest of an analysis.
std::vector<std::string> written_figures(std::string_view text);

}  // namespace kabar::understand
