#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// The words of a name by their sound, in one alphabet for all scripts and transcriptions: a byte a sound.
/// Articles ("al", "el", "ال") are left out. At most 8 words of 40 sounds.
std::vector<std::string> sounds_of(std::string_view name);

/// The same with every vowel of a row of them ("Weiss": "weis"; above it is as "Wyss").
std::vector<std::string> full_sounds_of(std::string_view name);

/// What it costs to take one sound for the other, 0 to 1.2.
double sound_cost(char a, char b);

/// How alike two words sound, 0 to 1: an edit distance in which sounds that transcriptions mistake for each
/// other cost little. Below 0.6 it may be less than what is told.
double sound_likeness(std::string_view a, std::string_view b);

/// What may make two spellings of one name differ.
enum class Gap : std::uint8_t {
  kNone,      ///< nothing but carelessness: both stand in texts of one language
  kLanguage,  ///< who wrote it down by the rules of which language
  kScript,    ///< the script
};

/// Whether two names of people are the same in other spellings: each word has its partner, in one order or
/// the other. Names of a single word are never the same, however they are spelt.
bool same_person(const std::vector<std::string>& a, const std::vector<std::string>& b, Gap gap);

/// The same of organisations, which may have single words.
bool same_organisation(const std::vector<std::string>& a, const std::vector<std::string>& b, Gap gap);

}  // namespace kabar::understand
