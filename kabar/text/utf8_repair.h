#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kabar::text {

/// Whether all of it is well-formed UTF-8 (Unicode 15, table 3-7) without NUL. At memory speed, for whole
/// pages.
bool is_clean_utf8(std::string_view text) noexcept;

struct Utf8Count {
  std::size_t multi_byte = 0;  ///< characters of two bytes and more
  std::size_t invalid = 0;     ///< bytes that belong to no character
};
Utf8Count count_utf8(std::string_view bytes) noexcept;

/// Appends `bytes` with U+FFFD for each that belongs to no character and a blank for each NUL; returns how
/// many were replaced.
std::size_t append_valid_utf8(std::vector<char>& out, std::string_view bytes);

}  // namespace kabar::text
