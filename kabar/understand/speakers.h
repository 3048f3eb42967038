#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/understand/spoken_sentence.h"

namespace kabar::understand {

/// Who speaks, as a piece of a sentence tells it.
struct Speaker {
  enum class Kind : std::uint8_t { kNone, kNamed, kPronoun };
  Kind kind = Kind::kNone;
  std::string name;                   ///< of kNamed
  bool verb = false;                  ///< a verb of saying stands there, too
  std::size_t verb_begin = SIZE_MAX;  ///< the byte of one before the quote
  bool subject = false;               ///< nouns stand before that verb, too, though they name nobody
};

/// Who speaks by the words behind a quote, tokens [begin, end).
Speaker speaker_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

/// Who speaks by the words before a quote.
Speaker speaker_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end);

}  // namespace kabar::understand
