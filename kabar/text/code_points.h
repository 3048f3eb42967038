#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabar::text {

/// What stands for a byte that is no UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;

/// The code point at `at`, which moves past it; kReplacement and one byte further where the bytes are no
/// UTF-8. `at` must lie inside the text.
constexpr char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || lead >= 0xF5 || text.size() - at < more) return kReplacement;
  char32_t out = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const unsigned next = byte(at + i);
    if ((next & 0xC0U) != 0x80) return kReplacement;
    out = (out << 6U) | (next & 0x3FU);
  }
  at += more;
  return out;
}

/// Appends `c` as UTF-8; `c` must be a Unicode scalar value.
inline void append_code_point(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | (c >> 6U));
  } else {
    if (c < 0x10000) {
      put(0xE0U | (c >> 12U));
    } else {
      put(0xF0U | (c >> 18U));
      put(0x80U | ((c >> 12U) & 0x3FU));
    }
    put(0x80U | ((c >> 6U) & 0x3FU));
  }
  put(0x80U | (c & 0x3FU));
}

}  // namespace kabar::text
