#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kabar/base/nfc.h"

namespace kabar::text {

constexpr char32_t kReplacement = 0xFFFD;

/// Whether the bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view bytes) noexcept;

namespace detail {
char32_t next_of_several_bytes(std::string_view text, std::size_t& pos) noexcept;
void append_several_bytes(std::string& out, char32_t code_point);
}  // namespace detail

/// The code point at `pos` (which must lie inside), and moves `pos` behind it. A byte that is no UTF-8 counts
/// as one kReplacement, so that a walk always ends.
inline char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte >= 0x80) return detail::next_of_several_bytes(text, pos);
  ++pos;
  return byte;
}

inline void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80)
    out += static_cast<char>(code_point);
  else
    detail::append_several_bytes(out, code_point);
}

/// The text with every bad byte replaced by U+FFFD; `replaced`, where given, counts them.
std::string to_valid_utf8(std::string_view bytes, std::size_t* replaced = nullptr);

using utf8::to_nfc;

/// Code points, bad bytes as one each.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace kabar::text
