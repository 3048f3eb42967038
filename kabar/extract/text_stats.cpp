#include "kabar/extract/text_stats.h"

#include <array>

#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

enum class CharClass : std::uint8_t {
  kLetter,
  kBlank,
  kStop,
  kComma,
  kQuote,
  kDigit,
  kCapital,
  kBar,
  kOther
};

using AsciiClasses = std::array<CharClass, 128>;

constexpr void mark(AsciiClasses& classes, std::string_view characters, CharClass kind) {
  for (const char c : characters) classes[static_cast<unsigned char>(c)] = kind;
}

constexpr AsciiClasses make_ascii_classes() {
  AsciiClasses classes{};
  for (CharClass& kind : classes) kind = CharClass::kOther;
  mark(classes, "abcdefghijklmnopqrstuvwxyz", CharClass::kLetter);
  mark(classes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", CharClass::kCapital);
  mark(classes, "0123456789", CharClass::kDigit);
  mark(classes, ".!?", CharClass::kStop);
  mark(classes, ",;", CharClass::kComma);
  mark(classes, "|/<>", CharClass::kBar);
  mark(classes, "\"", CharClass::kQuote);
  mark(classes, " ", CharClass::kBlank);
  return classes;
}
constexpr auto kAsciiClasses = make_ascii_classes();

CharClass class_beyond_ascii(char32_t c) noexcept {
  switch (c) {
    case 0x3002:  // 。
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x2026:  // …
    case 0x0964:  // danda
    case 0x061F:
    case 0x06D4: return CharClass::kStop;
    case 0xFF0C:
    case 0x3001:
    case 0xFF1B:
    case 0x060C:
    case 0x061B: return CharClass::kComma;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F: return CharClass::kQuote;
    case 0x00BB:  // » closes a quotation or points to a link
    case 0x203A:
    case 0x2022:
    case 0x00B7:
    case 0x00A9:
    case 0x2192:
    case 0x25B6: return CharClass::kBar;
    default: return CharClass::kLetter;
  }
}

void count(TextStats& stats, CharClass kind) noexcept {
  switch (kind) {
    case CharClass::kStop: ++stats.stops; return;
    case CharClass::kComma: ++stats.commas; return;
    case CharClass::kQuote: ++stats.quotes; return;
    case CharClass::kDigit: ++stats.digits; return;
    case CharClass::kCapital: ++stats.capitals; return;
    case CharClass::kBar: ++stats.bars; return;
    case CharClass::kBlank: ++stats.words; return;
    default: return;
  }
}

}  // namespace

bool is_spaceless(char32_t c) noexcept {
  return (c >= 0x0E00 && c < 0x0E80) || (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x32000);
}

TextStats stats_of(std::string_view text) noexcept {
  TextStats stats;
  std::uint32_t spaceless = 0;
  CharClass last = CharClass::kOther;
  bool closed = false;  // the last character but quotation marks and brackets was a stop
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      last = kAsciiClasses[byte];
      ++at;
    } else {
      const char32_t c = text::next_code_point(text, at);
      last = class_beyond_ascii(c);
      spaceless += static_cast<std::uint32_t>(is_spaceless(c));
    }
    ++stats.characters;
    count(stats, last);
    closed = last == CharClass::kStop || (closed && (last == CharClass::kQuote || last == CharClass::kBar ||
                                                     byte == ')' || byte == '\'' || byte == 0xE2));
  }
  stats.weight = stats.characters + 2 * spaceless;
  stats.words += static_cast<std::uint32_t>(stats.characters > 0) + spaceless / 2;
  stats.ends_with_stop = closed;
  return stats;
}

}  // namespace kabar::extract
