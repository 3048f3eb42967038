#include "kabar/schema/clean_text.h"

#include <algorithm>

#include "kabar/base/utf8.h"
#include "kabar/text/utf8.h"

namespace kabar::schema {
namespace {

bool is_blank(char32_t c) noexcept {
  constexpr char32_t kDelete = 0x7F;
  constexpr char32_t kLastControl = 0x9F;  // those from 0x80 on move the cursor of terminals
  constexpr char32_t kLineSeparator = 0x2028;
  constexpr char32_t kParagraphSeparator = 0x2029;
  return c <= U' ' || (c >= kDelete && c <= kLastControl) || c == kLineSeparator || c == kParagraphSeparator;
}

/// Embeddings, overrides and isolates show in another order what follows, beyond the end of the line, too.
bool turns_direction(char32_t c) noexcept {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// No document of XML may hold these.
bool is_noncharacter(char32_t c) noexcept {
  return c == 0xFFFE || c == 0xFFFF;
}

/// White space that stands for itself inside of a line, but has no business at its ends.
bool is_space(char32_t c) noexcept {
  constexpr std::u32string_view kSpaces = U" \u00A0\u1680\u202F\u205F\u3000\uFEFF";
  return kSpaces.find(c) != kSpaces.npos || (c >= 0x2000 && c <= 0x200B);
}

/// Of UTF-8 without a fault.
std::string_view trim_spaces(std::string_view text) noexcept {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!is_space(text::next_code_point(text, next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty()) {
    auto last = text.size() - 1;
    while (last > 0 && utf8::is_continuation(text[last])) --last;
    auto next = last;
    if (!is_space(text::next_code_point(text, next))) break;
    text = text.substr(0, last);
  }
  return text;
}

/// The bytes of the character at `pos` where it is one that nothing needs to be done about, which nearly all
/// are: visible ASCII, the letters from U+00C0 to U+07FF, those of East Asia. Else 0.
std::size_t plain_size(std::string_view text, std::size_t pos) noexcept {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte < 0x80) return byte > ' ' && byte < 0x7F ? 1 : 0;
  const auto follow = [&](std::size_t at) { return at < text.size() && utf8::is_continuation(text[at]); };
  if (byte >= 0xC3 && byte <= 0xDF) return follow(pos + 1) ? 2 : 0;
  return byte >= 0xE3 && byte <= 0xE9 && follow(pos + 1) && follow(pos + 2) ? 3 : 0;
}

/// Where the plain characters that begin at `pos` end, single blanks between them included.
std::size_t plain_end(std::string_view text, std::size_t pos) noexcept {
  auto end = pos;
  while (pos < text.size()) {
    if (const auto size = plain_size(text, pos); size > 0)
      end = pos += size;
    else if (text[pos] == ' ' && pos == end)
      ++pos;
    else
      break;
  }
  return end;
}

/// Behind one blank, where there were some.
void append_piece(std::string& out, bool& gap, std::string_view piece) {
  if (gap) out += ' ';
  gap = false;
  out += piece;
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto begin = pos;
    if (const auto end = plain_size(text, pos) > 0 ? plain_end(text, pos) : pos; end > begin) {
      append_piece(out, gap, text.substr(begin, end - begin));
      pos = end;
      continue;
    }
    const auto c = text::next_code_point(text, pos);
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (turns_direction(c) || is_noncharacter(c)) continue;
    append_piece(out, gap, c == text::kReplacement ? "\uFFFD" : text.substr(begin, pos - begin));
  }
  return text::to_nfc(trim_spaces(out));
}

}  // namespace kabar::schema
