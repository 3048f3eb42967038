#pragma once

#include <span>

#include "kabar/model/analysis.h"
#include "kabar/text/words.h"

namespace kabar::understand {

/// The direction of a text: the sum of the vectors of the words of its title and of its start, each counted
/// once, those of the title double, rarer ones weighing more, without what headlines have in common. All
/// noughts where no word is known. Pure; safe from any thread.
Meaning read_meaning(std::span<const text::Word> title, std::span<const text::Word> body);

}  // namespace kabar::understand
