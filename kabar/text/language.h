#pragma once

#include <string>
#include <string_view>

namespace kabar::text {

/// Which language a text is in.
struct LanguageGuess {
  std::string code;  ///< lower-case base language ("fr", "no", "zh"); empty when nothing is known
};

/// The language of plain UTF-8 text, by CLD2, by telling words where it takes near relatives for each other
/// (Croatian and Bosnian, Malay and Indonesian, Danish and Norwegian …), and by `declared` (a BCP 47 tag, may
/// be empty or wrong) where the text itself decides nothing. What begins in another script than Latin is in a
/// language of that script, however much Latin follows (a translation below, names, addresses). Reads the
/// first 8 KiB. Safe from any thread.
LanguageGuess detect_language(std::string_view text, std::string_view declared = {});

/// The base language of a BCP 47 or locale tag in the form that kabar uses: "pt-BR", "pt_BR" give "pt", "nb"
/// and "nn" give "no", "iw" "he", "in" "id", "fil" "tl", three-letter codes their two-letter ones. Empty when
/// the tag is none ("und", "en-us,de" gives "en").
std::string base_language(std::string_view tag);

}  // namespace kabar::text
