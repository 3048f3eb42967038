#include "kabar/extract/text_stats.h"

#include <array>

#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

enum class CharClass : std::uint8_t { kStop, kComma, kQuote, kDigit, kCapital, kBar, kBlank, kOther };

using AsciiClasses = std::array<CharClass, 128>;

constexpr void mark(AsciiClasses& classes, std::string_view characters, CharClass kind) {
  for (const char c : characters) classes[static_cast<unsigned char>(c)] = kind;
}

constexpr AsciiClasses make_ascii_classes() {
  AsciiClasses classes{};
  for (CharClass& kind : classes) kind = CharClass::kOther;
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
    default: return CharClass::kOther;
  }
}

// A character's share of eight counts that are added up at once, a byte each.
constexpr std::uint64_t one_of(CharClass kind) {
  return std::uint64_t{1} << (8 * static_cast<unsigned>(kind));
}
constexpr std::size_t kFlushAfter = 255;  // characters: as many as a byte can count
static_assert(static_cast<unsigned>(CharClass::kOther) == 7);

constexpr std::array<std::uint64_t, 128> make_ascii_ones() {
  std::array<std::uint64_t, 128> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = one_of(kAsciiClasses[i]);
  return out;
}
constexpr auto kAsciiOnes = make_ascii_ones();

// The counts of all classes.
class Counts {
 public:
  void flush(std::uint64_t counted) noexcept {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      counts_[i] += static_cast<std::uint32_t>((counted >> (8 * i)) & 0xFFU);
  }
  std::uint32_t of(CharClass kind) const noexcept { return counts_[static_cast<std::size_t>(kind)]; }

 private:
  std::array<std::uint32_t, 8> counts_{};
};

// Whether the last character but quotation marks and brackets is a stop.
bool ends_with_stop(std::string_view text) noexcept {
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) --begin;
    const auto byte = static_cast<unsigned char>(text[begin]);
    std::size_t at = begin;
    const CharClass kind =
        byte < 0x80 ? kAsciiClasses[byte] : class_beyond_ascii(text::next_code_point(text, at));
    if (kind == CharClass::kStop) return true;
    const bool closes =
        kind == CharClass::kQuote || kind == CharClass::kBar || byte == ')' || byte == '\'' || byte == 0xE2;
    if (!closes) return false;
    text = text.substr(0, begin);
  }
  return false;
}

}  // namespace

bool is_spaceless(char32_t c) noexcept {
  return (c >= 0x0E00 && c < 0x0E80) || (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x32000);
}

TextStats stats_of(std::string_view text) noexcept {
  TextStats stats;
  Counts counts;
  std::uint32_t spaceless = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t counted = 0;
    std::size_t left = kFlushAfter;
    for (; left != 0 && at < text.size(); --left) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x80) {
        counted += kAsciiOnes[byte];
        ++at;
      } else {
        const char32_t c = text::next_code_point(text, at);
        counted += one_of(class_beyond_ascii(c));
        spaceless += static_cast<std::uint32_t>(is_spaceless(c));
      }
    }
    counts.flush(counted);
    stats.characters += static_cast<std::uint32_t>(kFlushAfter - left);
  }
  stats.stops = counts.of(CharClass::kStop);
  stats.commas = counts.of(CharClass::kComma);
  stats.quotes = counts.of(CharClass::kQuote);
  stats.digits = counts.of(CharClass::kDigit);
  stats.capitals = counts.of(CharClass::kCapital);
  stats.bars = counts.of(CharClass::kBar);
  stats.weight = stats.characters + 2 * spaceless;
  stats.words =
      counts.of(CharClass::kBlank) + static_cast<std::uint32_t>(stats.characters > 0) + spaceless / 2;
  stats.ends_with_stop = ends_with_stop(text);
  return stats;
}

}  // namespace kabar::extract
