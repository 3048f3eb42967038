#include "kabar/schema/clean_text.h"

#include "kabar/text/utf8.h"

namespace kabar::schema {
namespace {

bool is_blank(char32_t c) noexcept {
  constexpr char32_t kDelete = 0x7F;
  constexpr char32_t kNextLine = 0x85;
  constexpr char32_t kLineSeparator = 0x2028;
  constexpr char32_t kParagraphSeparator = 0x2029;
  return c <= U' ' || c == kDelete || c == kNextLine || c == kLineSeparator || c == kParagraphSeparator;
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
    if (gap) out += ' ';
    gap = false;
    if (c == text::kReplacement)
      text::append_utf8(out, c);
    else
      out += text.substr(begin, pos - begin);
  }
  return text::to_nfc(out);
}

}  // namespace kabar::schema
