#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/understand/name_sound.h"

namespace kabar::understand {

/// Whether the first letters of two names are of one script.
bool is_same_script(std::string_view a, std::string_view b);

/// How well a script tells the vowels of a name.
enum class Vowels : std::uint8_t {
  kWritten,   ///< Latin, Cyrillic, Greek, Devanagari
  kLongOnes,  ///< Arabic, Hebrew
  kChanged,   ///< all others: syllables, other languages' readings
};

/// A name with all its vowels.
struct FullSounds {
  explicit FullSounds(std::string_view name);

  std::vector<std::string> words;  ///< full_sounds_of()
  Vowels vowels;
};

/// What tells two people apart although their names sound alike: vowels of other sorts, letters more, an
/// ending of women on one of two words that are else the same. 0 is nothing; `sum` is of all words, `most` of
/// the one that differs most.
struct Difference {
  double sum = 0, most = 0;
  bool by_ear = false;  ///< consonants are written in other ways, too
};
/// In one order or, where that is nearer, the other. Pure; costs time in proportion to the product of the
/// lengths, each at most 8 words of 40 sounds.
Difference difference_of(const FullSounds& a, const FullSounds& b, bool any_order);

}  // namespace kabar::understand
