#include "kabar/base/blanks.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"

namespace kabar {
namespace {

/// U+0080 to U+009F: letters of another encoding that nobody can read any more, and the next line.
bool is_late_control(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

}  // namespace

std::size_t blank_size(std::string_view text, bool& invisible) noexcept {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  invisible = false;
  if (ascii::is_space(text[0])) return 1;
  if (text.starts_with(kNoBreakSpace) || is_late_control(text)) return 2;
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9")) return 3;
  const std::size_t size = utf8::invisible_size(text);
  invisible = size != 0 && size <= text.size();  // the text may be cut within a character
  return invisible ? size : 0;
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
