#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabar::markup {

/// Whether the character at the front of `text`, which is UTF-8 and not empty, is one that no document may
/// hold, not even as a reference (XML 1.0, 2.2): a control character, or the last of U+FFFE and U+FFFF.
constexpr bool begins_forbidden(std::string_view text) noexcept {
  const char c = text.front();
  if (static_cast<unsigned char>(c) < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return c == '\xEF' && (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF"));
}

/// Whether append_escaped() takes this byte as it is wherever it stands.
constexpr bool is_plain(char c) noexcept {
  return c != '&' && c != '<' && c != '>' && c != '"' && c != '\'' && c != '\xEF' &&
         static_cast<unsigned char>(c) >= 0x20;
}

/// Appends a text so that it may stand between tags or in a quoted attribute, of HTML or XML; what neither
/// may hold becomes U+FFFD.
inline void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto run = i;
    while (i < text.size() && is_plain(text[i])) ++i;
    out.append(text.substr(run, i - run));
    if (i == text.size()) return;
    const char c = text[i];
    if (begins_forbidden(text.substr(i))) {
      out += "\xEF\xBF\xBD";
      if (c == '\xEF') i += 2;
      continue;
    }
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
}

inline std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped(out, text);
  return out;
}

}  // namespace kabar::markup
