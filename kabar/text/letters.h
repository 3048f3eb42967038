#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kabar::text {

/// What a code point is to the tokenizer.
enum class CharClass : std::uint8_t {
  kOther,    ///< blank, punctuation, symbol: ends a word
  kLetter,   ///< of a script that puts blanks between words
  kDigit,    ///< of any script
  kMark,     ///< belongs to the letter before it
  kIgnored,  ///< soft hyphen, zero-width joiner, tatweel: not there
  kHan,
  kHiragana,
  kKatakana,
  kHangul,
  kUnspaced,  ///< Thai, Lao, Khmer, Burmese: letters without blanks between words
};

struct CharInfo {
  CharClass kind = CharClass::kOther;
  bool upper = false;
  char16_t lower = 0;   ///< simple lower case
  char16_t folded = 0;  ///< lower case without accents; 0 where nothing is left of it
};

/// Classes and foldings of the Basic Multilingual Plane, made from ICU once; other planes by range.
const CharInfo& char_info(char32_t c) noexcept;

/// 0–9, or -1 for what is no decimal digit.
int digit_value(char32_t c) noexcept;

/// Simple lower case, accents kept: what stemmers want.
std::string to_lower(std::string_view text);

/// Lower case without accents, ligatures and letter variants unfolded ("Æsir" → "aesir", "Straße" →
/// "strasse", "أحمد" → "احمد"): what terms are made of.
std::string fold(std::string_view text);

}  // namespace kabar::text
