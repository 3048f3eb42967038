#include "kabar/base/blanks.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

/// U+0080 to U+009F: letters of another encoding that nobody can read any more, and the next line.
bool is_late_control(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

/// Blanks of no width, what turns the direction of writing, and what is no character. The joiners of Persian
/// and Indic scripts are letters' shapes.
bool is_invisible_of_three(std::string_view text) {
  constexpr std::string_view kInvisible[] = {
      "\xE2\x80\x8B",                                                                  // U+200B
      "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",  // U+202A to U+202E
      "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9",                  // U+2066 to U+2069
      "\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xEF\xBF\xBF",  // U+FEFF, U+FFFE, U+FFFF
  };
  return std::any_of(std::begin(kInvisible), std::end(kInvisible),
                     [&](std::string_view known) { return text.starts_with(known); });
}

}  // namespace

std::size_t blank_size(std::string_view text, bool& invisible) noexcept {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  constexpr std::string_view kSoftHyphen = "\xC2\xAD";
  invisible = false;
  if (ascii::is_space(text[0])) return 1;
  if (text.starts_with(kNoBreakSpace) || is_late_control(text)) return 2;
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) return 3;
  invisible = true;
  if (is_control(text[0])) return 1;
  if (text.starts_with(kSoftHyphen)) return 2;
  if (static_cast<unsigned char>(text[0]) >= 0xE2 && is_invisible_of_three(text)) return 3;
  invisible = false;
  return 0;
}

bool is_blank(std::string_view text) noexcept {
  bool invisible = false;
  while (!text.empty()) {
    const std::size_t size = blank_size(text, invisible);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string fold_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool due = false;
  bool invisible = false;
  while (!text.empty()) {
    const std::size_t size = blank_size(text, invisible);
    if (size == 0) {
      if (due && !out.empty()) out += ' ';
      due = false;
      out += text[0];
    } else {
      due = due || !invisible;
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

}  // namespace kabar
