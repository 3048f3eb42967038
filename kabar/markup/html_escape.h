#pragma once

#include <string>
#include <string_view>

namespace kabar::markup {

/// Appends a text so that it may stand between tags or in a quoted attribute, of HTML or XML.
inline void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
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
