#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/name.h"

// How spellings of a name find each other, whoever keeps them.
namespace kabar::understand {

/// A name by the sound of its words: sounds_of().
using Sounds = std::vector<std::string>;

/// A spelling, as others are compared with it.
struct Spelling {
  std::string text;
  std::string lang;  ///< of the text that has it; empty where it is not known
  Sounds sounds;
};

/// One that was met before.
struct KnownSpelling {
  std::uint64_t name = 0;              ///< whom it means
  const Spelling* spelling = nullptr;  ///< kept by whoever asks
};

/// Of how many spellings behind each key, the newest, same_names() is to be told.
inline constexpr std::size_t kMostBehindKey = 64;

/// Keys of which two spellings of one name share at least one: by what is left of their words in every
/// transcription. Empty for what is joined with nothing: a person by one word, letters that stand for an
/// organisation ("BBC"), a place.
std::vector<std::string> sound_keys(NameKind kind, const Spelling& spelling);

/// How those keys of people begin whose name has a word of this sound, as name_sound.h gives it.
std::string sound_key_start(const std::string& sound);

/// Those of the names that the spelling means: it agrees with one half of the spellings of each. The one that
/// it agrees with most often first, then by their numbers; of more than one, all are the same. Pure.
std::vector<std::uint64_t> same_names(NameKind kind, const Spelling& fresh,
                                      const std::vector<KnownSpelling>& known);

}  // namespace kabar::understand
