#include "kabar/text/letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <memory>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

constexpr std::size_t kPlane = 0x10000;

CharClass letter_class(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN: return CharClass::kHan;
    case USCRIPT_HIRAGANA: return CharClass::kHiragana;
    case USCRIPT_KATAKANA: return CharClass::kKatakana;
    case USCRIPT_HANGUL: return CharClass::kHangul;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return CharClass::kUnspaced;
    default: return CharClass::kLetter;
  }
}

CharClass classify(UChar32 c) {
  if (c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x640)
    return CharClass::kIgnored;
  if (c == 0x30FC) return CharClass::kKatakana;  // the long-vowel sign is common to both kana
  switch (u_charType(c)) {
    case U_DECIMAL_DIGIT_NUMBER: return CharClass::kDigit;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER: return letter_class(c);
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
      return letter_class(c) == CharClass::kUnspaced ? CharClass::kUnspaced : CharClass::kMark;
    default: return CharClass::kOther;
  }
}

/// Marks that only shade a letter; those of Indic scripts are vowels and stay.
bool is_accent(UChar32 c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || (c >= 0x610 && c <= 0x61A) ||
         (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6ED);
}

char16_t special_fold(char16_t c) {
  constexpr std::array<std::pair<char16_t, char16_t>, 12> kFolds{{{u'ø', u'o'},
                                                                  {u'đ', u'd'},
                                                                  {u'ð', u'd'},
                                                                  {u'ł', u'l'},
                                                                  {u'ħ', u'h'},
                                                                  {u'ı', u'i'},
                                                                  {u'ŧ', u't'},
                                                                  {u'ى', u'ي'},
                                                                  {u'ی', u'ي'},
                                                                  {u'ک', u'ك'},
                                                                  {u'ة', u'ه'},
                                                                  {u'ς', u'σ'}}};
  for (const auto& [from, to] : kFolds)
    if (c == from) return to;
  return c;
}

char16_t fold_char(UChar32 c, CharClass kind) {
  if (kind == CharClass::kIgnored || is_accent(c)) return 0;
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms of ASCII
  const auto lower = u_tolower(c);
  if (kind != CharClass::kLetter) return static_cast<char16_t>(lower);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_SUCCESS(status) && nfd->getDecomposition(lower, parts) && !parts.isEmpty())
    return special_fold(parts.charAt(0));
  return special_fold(static_cast<char16_t>(lower));
}

using Table = std::array<CharInfo, kPlane>;

std::unique_ptr<const Table> make_table() {
  auto table = std::make_unique<Table>();
  for (UChar32 c = 0; c < static_cast<UChar32>(kPlane); ++c) {
    if (c >= 0xD800 && c <= 0xF8FF) continue;  // surrogates, private use
    auto& info = (*table)[static_cast<std::size_t>(c)];
    info.kind = classify(c);
    if (info.kind == CharClass::kOther) continue;
    info.upper = u_isUUppercase(c) != 0 || u_istitle(c) != 0;
    info.lower = static_cast<char16_t>(u_tolower(c));
    info.folded = fold_char(c, info.kind);
  }
  return table;
}

/// Takes the character at `pos` where it is ASCII, in lower case; this is what nearly all are.
bool take_ascii(std::string_view text, std::size_t& pos, std::string& out) {
  const char c = text[pos];
  if (static_cast<unsigned char>(c) >= 0x80) return false;
  out += ascii::lower(c);
  ++pos;
  return true;
}

/// Letters that fold to two.
std::string_view expansion(char32_t lower) noexcept {
  switch (lower) {
    case U'ß': return "ss";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'þ': return "th";
    case U'ĳ': return "ij";
    case U'ﬁ': return "fi";
    case U'ﬂ': return "fl";
    default: return {};
  }
}

}  // namespace

const CharInfo& detail::any_char_info(char32_t c) noexcept {
  static const auto table = make_table();
  static const CharInfo han{CharClass::kHan, false, 0, 0};
  static const CharInfo other{};
  if (c < kPlane) return (*table)[c];
  return c >= 0x20000 && c <= 0x323AF ? han : other;
}

int digit_value(char32_t c) noexcept {
  if (c < 0x80) return c >= U'0' && c <= U'9' ? static_cast<int>(c - U'0') : -1;
  return static_cast<int>(u_charDigitValue(static_cast<UChar32>(c)));
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    if (take_ascii(text, pos, out)) continue;
    const auto c = next_code_point(text, pos);
    const auto& info = char_info(c);
    if (info.kind == CharClass::kIgnored) continue;
    append_utf8(out, info.lower != 0 ? info.lower : c);
  }
  return out;
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    if (take_ascii(text, pos, out)) continue;
    const auto c = next_code_point(text, pos);
    const auto& info = char_info(c);
    if (c >= kPlane || info.kind == CharClass::kOther) {
      append_utf8(out, c);
    } else if (const auto two = expansion(info.lower); !two.empty()) {
      out += two;
    } else if (info.folded != 0) {
      append_utf8(out, info.folded);
    }
  }
  return out;
}

}  // namespace kabar::text
