#pragma once

#include <cstddef>

#include "kabar/understand/number_frame.h"

namespace kabar::understand {

// What speaks against taking a number for a figure: where a reader of a cut, glued or translated sentence
// cannot tell what it counts, nothing is said. `i` is the token of a number.

/// No number by itself: a part of one ("4 thousand and 778"), next to another, glued to letters that are no
/// unit.
bool is_no_number(const NumberFrame& frame, std::size_t i);

/// Whether its noun says what is counted, with no verb of its own to tell: not in a title, no known thing
/// ("the two sides"), no part of a name ("Salyut 7"), no people of whom the sentence may say what became of
/// them.
bool counts_surely(const NumberFrame& frame, std::size_t i);

/// "Rose from 7 to 11": no range where no noun follows.
bool is_open_range(const NumberFrame& frame, std::size_t i);

/// "100 percent sure".
bool is_emphasis(const NumberFrame& frame, std::size_t i);

/// "1,500 m3".
bool is_cubed(const NumberFrame& frame, std::size_t i);

/// Between two marks a few words apart: a title rather than speech.
bool in_title(const NumberFrame& frame, std::size_t i);

}  // namespace kabar::understand
