#pragma once

#include <cstdint>
#include <string_view>

namespace kabar::extract {

/// Counts over a piece of text, of every script alike.
struct TextStats {
  std::uint32_t characters = 0;
  std::uint32_t weight = 0;  ///< characters, those of scripts without blanks (Han, kana, Thai) thrice
  std::uint32_t words = 0;   ///< runs between blanks; two characters of a script without blanks are one
  std::uint32_t stops = 0;   ///< ends of sentences: . ! ? and their like
  std::uint32_t commas = 0;  ///< commas and semicolons
  std::uint32_t quotes = 0;  ///< quotation marks
  std::uint32_t digits = 0;
  std::uint32_t capitals = 0;  ///< A to Z
  std::uint32_t bars = 0;      ///< | / » › • © and their like
  bool ends_with_stop = false;
};

/// One pass over valid UTF-8 with blanks folded.
TextStats stats_of(std::string_view text) noexcept;

/// Whether the script of this character writes no blanks between words.
bool is_spaceless(char32_t c) noexcept;

}  // namespace kabar::extract
