#pragma once

#include <cstddef>
#include <string_view>

#include "kabar/understand/spoken_sentence.h"

namespace kabar::understand {

// What the words of a name and around it tell. Pure; safe from any thread.

/// Every word with a capital in it names nobody: days, peoples.
bool is_no_name(const SpokenSentence& s, const NameRun& run);
/// Arabic, Hebrew, Devanagari: scripts without capitals.
bool has_no_case(const SpokenSentence& s);
/// A word of places with a small letter: "lake".
bool is_small_place(const SpokenSentence& s, std::size_t i);
/// Words with hyphens between and no blank: "Nagorno-Karabakh", "Jean-Marie".
bool is_one_written(const SpokenSentence& s, const NameRun& run);
/// Whether the city at a token stands behind a club's letters: "SC Freiburg".
bool is_club(const SpokenSentence& s, std::size_t city);
/// Whether tokens [begin, end) are words.
bool all_words(const SpokenSentence& s, std::size_t begin, std::size_t end);
/// "Ruth A. Vance" holds the words of "Ruth Vance".
bool holds_words(std::string_view longer, std::string_view shorter);

}  // namespace kabar::understand
