#include "kabar/text/transliterate.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <span>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

struct Row {
  char32_t letter;
  std::string_view latin;
};

constexpr auto kCyrillic = std::to_array<Row>(
    {{U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"},  {U'д', "d"},  {U'е', "e"},  {U'ж', "zh"},
     {U'з', "z"},  {U'и', "i"},  {U'й', "y"},  {U'к', "k"},  {U'л', "l"},  {U'м', "m"},  {U'н', "n"},
     {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},  {U'т', "t"},  {U'у', "u"},  {U'ф', "f"},
     {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "sh"}, {U'ъ', ""},   {U'ы', "y"},
     {U'ь', ""},   {U'э', "e"},  {U'ю', "yu"}, {U'я', "ya"}, {U'ё', "yo"}, {U'і', "i"},  {U'ї', "yi"},
     {U'є', "ye"}, {U'ґ', "g"},  {U'ў', "u"},  {U'ј', "j"},  {U'љ', "lj"}, {U'њ', "nj"}, {U'ћ', "c"},
     {U'ђ', "dj"}, {U'џ', "dj"}, {U'ѓ', "gj"}, {U'ќ', "kj"}, {U'ѕ', "dz"}, {U'қ', "q"},  {U'ғ', "g"},
     {U'ә', "a"},  {U'ө', "o"},  {U'ү', "u"},  {U'ұ', "u"},  {U'ң', "n"},  {U'һ', "h"}});
constexpr auto kGreek =
    std::to_array<Row>({{U'α', "a"}, {U'β', "v"},  {U'γ', "g"}, {U'δ', "d"},  {U'ε', "e"},  {U'ζ', "z"},
                        {U'η', "i"}, {U'θ', "th"}, {U'ι', "i"}, {U'κ', "k"},  {U'λ', "l"},  {U'μ', "m"},
                        {U'ν', "n"}, {U'ξ', "x"},  {U'ο', "o"}, {U'π', "p"},  {U'ρ', "r"},  {U'σ', "s"},
                        {U'τ', "t"}, {U'υ', "y"},  {U'φ', "f"}, {U'χ', "kh"}, {U'ψ', "ps"}, {U'ω', "o"}});
constexpr auto kArabic = std::to_array<Row>(
    {{U'ا', "a"}, {U'ب', "b"}, {U'ت', "t"},  {U'ث', "th"}, {U'ج', "j"}, {U'ح', "h"},  {U'خ', "kh"},
     {U'د', "d"}, {U'ذ', "d"}, {U'ر', "r"},  {U'ز', "z"},  {U'س', "s"}, {U'ش', "sh"}, {U'ص', "s"},
     {U'ض', "d"}, {U'ط', "t"}, {U'ظ', "z"},  {U'ع', "a"},  {U'غ', "g"}, {U'ف', "f"},  {U'ق', "q"},
     {U'ك', "k"}, {U'ل', "l"}, {U'م', "m"},  {U'ن', "n"},  {U'ه', "h"}, {U'و', "u"},  {U'ي', "i"},
     {U'ء', ""},  {U'پ', "p"}, {U'چ', "ch"}, {U'ژ', "zh"}, {U'گ', "g"}, {U'ڤ', "v"}});
constexpr auto kHebrew = std::to_array<Row>(
    {{U'א', "a"},  {U'ב', "b"},  {U'ג', "g"}, {U'ד', "d"}, {U'ה', "h"},  {U'ו', "v"}, {U'ז', "z"},
     {U'ח', "h"},  {U'ט', "t"},  {U'י', "y"}, {U'כ', "k"}, {U'ך', "k"},  {U'ל', "l"}, {U'מ', "m"},
     {U'ם', "m"},  {U'נ', "n"},  {U'ן', "n"}, {U'ס', "s"}, {U'ע', "a"},  {U'פ', "p"}, {U'ף', "p"},
     {U'צ', "ts"}, {U'ץ', "ts"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "sh"}, {U'ת', "t"}});

/// Katakana from U+30A1 on; hiragana lie 0x60 below. Small vowels and the doubling sign read as nothing.
constexpr std::array<std::string_view, 86> kKana{
    "",   "a",  "",    "i",  "",   "u",   "",   "e",   "",   "o",  "ka", "ga", "ki", "gi", "ku",
    "gu", "ke", "ge",  "ko", "go", "sa",  "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo",
    "ta", "da", "chi", "ji", "",   "tsu", "zu", "te",  "de", "to", "do", "na", "ni", "nu", "ne",
    "no", "ha", "ba",  "pa", "hi", "bi",  "pi", "fu",  "bu", "pu", "he", "be", "pe", "ho", "bo",
    "po", "ma", "mi",  "mu", "me", "mo",  "",   "ya",  "",   "yu", "",   "yo", "ra", "ri", "ru",
    "re", "ro", "wa",  "wa", "i",  "e",   "o",  "n",   "vu", "ka", "ke"};

/// Letters of the tables above, found by code point.
class Tables {
 public:
  Tables() {
    fill(kCyrillic);
    fill(kGreek);
    fill(kArabic);
    fill(kHebrew);
  }

  /// Null for a letter of no table.
  const std::string_view* find(char32_t c) const {
    if (c >= 0x30A1 && c <= 0x30F6) return &kKana[c - 0x30A1];
    if (c >= 0x3041 && c <= 0x3096) return &kKana[c - 0x3041];
    if (c < kFirst || c >= kLast) return nullptr;
    const auto& slot = slots_[c - kFirst];
    return slot.data() == nullptr ? nullptr : &slot;
  }

 private:
  static constexpr char32_t kFirst = 0x370, kLast = 0x700;

  void fill(std::span<const Row> rows) {
    for (const auto& row : rows) slots_[row.letter - kFirst] = row.latin;
  }

  std::array<std::string_view, kLast - kFirst> slots_{};
};

/// ICU's reading of what the tables lack.
std::string by_icu(char32_t c) {
  static const auto transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  }();
  if (!transliterator) return {};
  icu::UnicodeString text(static_cast<UChar32>(c));
  transliterator->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  std::erase_if(out, [](char b) { return (b < 'a' || b > 'z') && (b < '0' || b > '9'); });
  return out;
}

void append_letter(std::string& out, char32_t c, const CharInfo& info) {
  static const Tables tables;
  if (info.kind == CharClass::kDigit) {
    out += static_cast<char>('0' + digit_value(c));
  } else if (const auto* latin = tables.find(info.lower != 0 ? info.lower : c)) {
    out += *latin;
  } else if (const auto* plain = tables.find(info.folded)) {
    out += *plain;
  } else if (info.kind == CharClass::kLetter && c >= 0x530) {
    out += by_icu(c);
  }
}

char consonant_class(char c) {
  switch (c) {
    case 'k':
    case 'c':
    case 'q':
    case 'g':
    case 'h':
    case 'x': return 'k';
    case 'p':
    case 'b': return 'p';
    case 'f':
    case 'v':
    case 'w': return 'f';
    case 't':
    case 'd': return 't';
    case 's':
    case 'z': return 's';
    case 'l':
    case 'r': return 'l';
    case 'm':
    case 'n': return c;
    default: return c >= '0' && c <= '9' ? c : '\0';
  }
}

/// Folds the pairs that stand for one sound: "kh" and "ch" to k, "sh", "zh" and "sch" to s, "th" to t, "ph"
/// to f.
std::string join_digraphs(std::string_view latin) {
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i];
    const bool before_h = i + 1 < latin.size() && latin[i + 1] == 'h';
    if (latin.substr(i, 3) == "sch" || latin.substr(i, 3) == "tch") {
      out += 's';
      i += 2;
    } else if (before_h && c == 'p') {
      out += 'f';
      ++i;
    } else {
      out += c;
      if (before_h && (c == 's' || c == 'z' || c == 't' || c == 'k' || c == 'c' || c == 'g' || c == 'd')) ++i;
    }
  }
  return out;
}

}  // namespace

std::string to_latin(std::string_view text) {
  const auto folded = fold(text);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t pos = 0; pos < folded.size();) {
    const auto c = next_code_point(folded, pos);
    const auto& info = char_info(c);
    if (c < 0x80 && info.kind != CharClass::kOther) {
      out += static_cast<char>(c);
    } else if (info.kind == CharClass::kOther) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      append_letter(out, c, info);
    }
  }
  return out;
}

std::string consonant_key(std::string_view text) {
  std::string out;
  for (const char c : join_digraphs(to_latin(text))) {
    const char kind = consonant_class(c);
    if (kind != '\0' && (out.empty() || out.back() != kind)) out += kind;
  }
  return out;
}

}  // namespace kabar::text
