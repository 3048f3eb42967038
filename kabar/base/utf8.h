#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kabar::utf8 {

/// Whether a byte goes on with a character that an earlier one began.
constexpr bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed character at the front of `text`, which must not be empty; 0 where none begins
/// (RFC 3629; Unicode, table 3-7: nothing overlong, no surrogate, nothing above U+10FFFF).
constexpr std::size_t size_of_first(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  const auto second = static_cast<unsigned char>(text[1]);
  if (second < low || second > high) return 0;
  const auto rest = text.substr(2, size - 2);
  return std::all_of(rest.begin(), rest.end(), is_continuation) ? size : 0;
}

/// Whether a character shows nothing and no text is to hold it: a control character, one that turns the
/// direction of what follows, a soft hyphen, a zero-width blank, U+FFFE and the like. White space and U+0085
/// are none. Of those above U+FFFF nothing is known.
constexpr bool is_invisible(std::uint32_t c) noexcept {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr std::array<Range, 11> kRanges = {{{0x00, 0x08},
                                              {0x0E, 0x1F},
                                              {0x7F, 0x84},
                                              {0x86, 0x9F},
                                              {0xAD, 0xAD},
                                              {0x200B, 0x200B},
                                              {0x202A, 0x202E},
                                              {0x2066, 0x2069},
                                              {0xFDD0, 0xFDEF},
                                              {0xFEFF, 0xFEFF},
                                              {0xFFFE, 0xFFFF}}};
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// Bytes of the character at the front of `text`, which must not be empty, if is_invisible(); else 0.
constexpr std::size_t invisible_size(std::string_view text) noexcept {
  const auto bits = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) & 0x3FU; };
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0x20 && lead < 0x7F) return 0;
  if (lead <= 0x7F) return is_invisible(lead) ? 1 : 0;
  if (lead != 0xC2 && lead != 0xE2 && lead != 0xEF) return 0;
  const std::size_t size = lead == 0xC2 ? 2 : 3;
  if (text.size() < size || !is_continuation(text[1])) return 0;
  const std::uint32_t two = (lead & 0x1FU) << 6U | bits(1);
  const std::uint32_t c = size == 2 ? two : (lead & 0x0FU) << 12U | bits(1) << 6U | bits(2);
  return is_invisible(c) ? size : 0;
}

/// At most `limit` bytes from the front, cut between characters.
constexpr std::string_view head(std::string_view text, std::size_t limit) noexcept {
  if (text.size() <= limit) return text;
  while (limit > 0 && is_continuation(text[limit])) --limit;
  return text.substr(0, limit);
}

}  // namespace kabar::utf8
