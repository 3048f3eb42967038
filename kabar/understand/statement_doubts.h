#pragma once

#include <cstddef>

#include "kabar/model/figure.h"
#include "kabar/understand/number_frame.h"

namespace kabar::understand {

/// What a sentence says besides a number that makes it no statement: that it is not so, nearly was, will be,
/// was in a film, is the whole of which a part was harmed. All of number `i`, of which `kind` is counted.

/// "20 people were not killed", "20 personas no murieron", "starben 20 Menschen nicht".
bool is_negated_behind(const NumberFrame& frame, std::size_t i, FigureKind kind);

/// "20 people were nearly killed", "will be killed"; of what becomes of people alone.
bool is_yet_to_be(const NumberFrame& frame, std::size_t i, FigureKind kind);

/// Told of a film or a game, or so many in each time: "200 people were killed per day".
bool is_no_event(const NumberFrame& frame, std::size_t i, FigureKind kind);

/// "2,000" of "12 of its 2,000 soldiers".
bool is_whole(const NumberFrame& frame, std::size_t i, FigureKind kind);

/// "Last year" beside it, with no other number between.
bool is_of_other_time(const NumberFrame& frame, std::size_t i);

}  // namespace kabar::understand
