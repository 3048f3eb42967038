#pragma once

#include <cstddef>

#include "kabar/understand/spoken_sentence.h"

namespace kabar::understand {

/// Whether the words before a quote, tokens [begin, end), tell that it was not said, or leave open whether it
/// was: "never said", "should have said", "it is not true that … said". What another clause negates does not
/// count. Linear in the tokens.
bool is_unsaid_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

/// The same of the words behind a quote.
bool is_unsaid_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

}  // namespace kabar::understand
