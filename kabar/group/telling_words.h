#pragma once

#include <vector>

#include "kabar/group/background.h"
#include "kabar/model/analysis.h"

namespace kabar::group {

/// The words of the body that tell most and do not stand in the lead: frequent here, rare in the language. By
/// what is known of the language beforehand, so that the choice does not hang on the stream. Sorted by term.
std::vector<TermCount> telling_words(const Analysis& analysis, const Background& background);

}  // namespace kabar::group
