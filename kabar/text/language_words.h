#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace kabar::text {

/// A language and words that tell it from its nearest relatives, separated by blanks, lower case. A word may
/// stand at several languages; then it speaks for each of them.
struct LanguageWords {
  std::string_view code;
  std::string_view words;
};

inline constexpr std::size_t kLanguageWordCount = 38;
extern const std::array<LanguageWords, kLanguageWordCount> kLanguageWords;

/// Whether two languages are so near that a short text of one is often taken for the other.
bool are_close(std::string_view a, std::string_view b) noexcept;

}  // namespace kabar::text
