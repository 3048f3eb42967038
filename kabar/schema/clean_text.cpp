#include "kabar/schema/clean_text.h"

#include <algorithm>

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

std::string_view trim_spaces(std::string_view text) noexcept {
  std::size_t begin = text.size(), end = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto at = pos;
    if (is_space(text::next_code_point(text, pos))) continue;
    begin = std::min(begin, at);
    end = pos;
  }
  return text.substr(std::min(begin, end), end - std::min(begin, end));
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto begin = pos;
    const auto c = text::next_code_point(text, pos);
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (turns_direction(c) || is_noncharacter(c)) continue;
    if (gap) out += ' ';
    gap = false;
    if (c == text::kReplacement)
      text::append_utf8(out, c);
    else
      out += text.substr(begin, pos - begin);
  }
  return text::to_nfc(trim_spaces(out));
}

}  // namespace kabar::schema
