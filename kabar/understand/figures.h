#pragma once

#include <string_view>
#include <vector>

#include "kabar/model/figure.h"
#include "kabar/understand/prose.h"

namespace kabar::understand {

/// What is known of a text besides its words.
struct FigureContext {
  std::string_view lang;    ///< base language
  std::string_view agency;  ///< of the byline, as the article has it; may be empty
};

/// The figures that a text states, in its order: docs/FIGURES.md says which numbers count as such. Texts of a
/// language without a pack have none. Pure, linear in the text, of which the first 200 KB are read; at most
/// 1,000 figures. Safe from any thread.
std::vector<Figure> find_figures(std::string_view text, const FigureContext& context);
/// The same of a text that was split already; `agency` is that of the byline.
std::vector<Figure> find_figures(const Prose& prose, std::string_view agency);

}  // namespace kabar::understand
