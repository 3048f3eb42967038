#pragma once

#include <array>
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

namespace detail {

constexpr std::array<CharInfo, 0x80> ascii_infos() noexcept {
  std::array<CharInfo, 0x80> out{};
  for (char16_t c = u'0'; c <= u'9'; ++c) out[c] = {CharClass::kDigit, false, c, c};
  for (char16_t c = u'a'; c <= u'z'; ++c) out[c] = {CharClass::kLetter, false, c, c};
  for (char16_t c = u'A'; c <= u'Z'; ++c) {
    const auto lower = static_cast<char16_t>(c - u'A' + u'a');
    out[c] = {CharClass::kLetter, true, lower, lower};
  }
  return out;
}
inline constexpr auto kAsciiInfos = ascii_infos();

/// Of any code point, made from ICU once.
const CharInfo& any_char_info(char32_t c) noexcept;

}  // namespace detail

/// Classes and foldings of the Basic Multilingual Plane, as ICU has them; other planes by range.
inline const CharInfo& char_info(char32_t c) noexcept {
  return c < detail::kAsciiInfos.size() ? detail::kAsciiInfos[c] : detail::any_char_info(c);
}

/// 0–9, or -1 for what is no decimal digit.
int digit_value(char32_t c) noexcept;

/// Simple lower case, accents kept: what stemmers want.
std::string to_lower(std::string_view text);

/// Lower case without accents, ligatures and letter variants unfolded ("Æsir" → "aesir", "Straße" →
/// "strasse", "أحمد" → "احمد"): what terms are made of.
std::string fold(std::string_view text);

}  // namespace kabar::text
