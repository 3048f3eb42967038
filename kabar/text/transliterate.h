#pragma once

#include <string>
#include <string_view>

namespace kabar::text {

/// The text in plain Latin letters, a–z, digits and blanks, lower case: for comparing names across scripts,
/// never for showing. Own tables for Cyrillic, Greek, Arabic, Hebrew and kana; ICU's Any-Latin for the
/// others; Han is left out, as its reading depends on the language. Safe from any thread.
std::string to_latin(std::string_view text);

/// What is left of a name or word in every spelling: its consonants in classes that survive transliteration
/// (k c q g kh ch h; p b; f v w; t d; s z sh; l r; m; n), doubles once, vowels and y dropped.
/// "Stepanakert", "Степанакерт", "ستيباناكيرت", "ステパナケルト" all give "stpnklt".
std::string consonant_key(std::string_view text);

}  // namespace kabar::text
