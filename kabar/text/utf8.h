#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kabar/base/nfc.h"

namespace kabar::text {

constexpr char32_t kReplacement = 0xFFFD;

/// Whether the bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view bytes) noexcept;

/// The code point at `pos` (which must lie inside), and moves `pos` behind it. A byte that is no UTF-8 counts
/// as one kReplacement, so that a walk always ends.
char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept;

void append_utf8(std::string& out, char32_t code_point);

/// The text with every bad byte replaced by U+FFFD; `replaced`, where given, counts them.
std::string to_valid_utf8(std::string_view bytes, std::size_t* replaced = nullptr);

using utf8::to_nfc;

/// Code points, bad bytes as one each.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace kabar::text
