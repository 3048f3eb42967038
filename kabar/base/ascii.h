#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace kabar::ascii {

constexpr bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
constexpr char upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
}

/// What a hexadecimal digit is worth; -1: it is none.
constexpr int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}
constexpr bool is_hex(char c) noexcept {
  return hex_value(c) >= 0;
}

/// The byte that "%41" at the front of `text` stands for, where that is such an escape.
constexpr std::optional<char> escaped_byte(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '%' || !is_hex(text[1]) || !is_hex(text[2])) return std::nullopt;
  return static_cast<char>(hex_value(text[1]) * 16 + hex_value(text[2]));
}

inline std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) noexcept {
  return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// Position of `needle` (lower-case) in `text`, case ignored, or npos.
constexpr std::size_t find_ignoring_case(std::string_view text, std::string_view needle) noexcept {
  const auto hit = std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                               [](char x, char y) { return lower(x) == y; });
  return hit == text.end() && !needle.empty() ? std::string_view::npos
                                              : static_cast<std::size_t>(hit - text.begin());
}

constexpr std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `found` with each item of a list with commas between, as headers and settings have them, blanks
/// taken off; an item may be empty.
template <class Found>
constexpr void for_each_item(std::string_view list, Found found) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    found(trim(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace kabar::ascii
