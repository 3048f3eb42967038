#pragma once

#include <algorithm>
#include <cstddef>
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

/// Bytes of the character at the front of `text`, which must not be empty, if it is one that shows nothing
/// and that no text is to hold: a control character, one that turns the direction of what follows, a soft
/// hyphen, a zero-width blank, U+FFFE and the like. 0 for all others, white space and U+0085 among them.
constexpr std::size_t invisible_size(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return (lead < 0x20 && (lead < '\t' || lead > '\r')) || lead == 0x7F ? 1 : 0;
  if (lead != 0xC2 && lead != 0xE2 && lead != 0xEF) return 0;
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned rest = byte(1) << 8U | byte(2);
  const auto is_from = [rest](unsigned first, unsigned last) { return rest >= first && rest <= last; };
  if (lead == 0xC2) return (byte(1) < 0xA0 && byte(1) != 0x85) || byte(1) == 0xAD ? 2 : 0;
  if (lead == 0xE2) return rest == 0x808B || is_from(0x80AA, 0x80AE) || is_from(0x81A6, 0x81A9) ? 3 : 0;
  return rest == 0xBBBF || rest == 0xBFBE || rest == 0xBFBF || is_from(0xB790, 0xB7AF) ? 3 : 0;
}

/// At most `limit` bytes from the front, cut between characters.
constexpr std::string_view head(std::string_view text, std::size_t limit) noexcept {
  if (text.size() <= limit) return text;
  while (limit > 0 && is_continuation(text[limit])) --limit;
  return text.substr(0, limit);
}

}  // namespace kabar::utf8
