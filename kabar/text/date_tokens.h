#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::text {

/// A piece of a text as the date reader sees it.
struct DateToken {
  enum class Kind : std::uint8_t { kNumber, kWord, kSign };

  Kind kind = Kind::kSign;
  bool blank_before = false;
  std::uint16_t digits = 0;  ///< of a number, zeros included
  std::uint64_t value = 0;   ///< of a number; of a sign its code point (dashes and blanks folded)
  std::string_view word;     ///< of a word, lower case
  std::size_t begin = 0;     ///< bytes in the text
  std::size_t end = 0;
  std::size_t lowered = 0;  ///< where it begins in the lower-cased text
};

/// A text split into numbers (decimal digits of any script), words (one for each ideograph) and signs. Owns
/// the lower-cased text that the words point into.
class DateTokens {
 public:
  static constexpr std::size_t kMaxTokens = 4096;

  explicit DateTokens(std::string_view text);
  DateTokens(const DateTokens&) = delete;
  DateTokens& operator=(const DateTokens&) = delete;

  std::size_t size() const noexcept { return tokens_.size(); }
  /// The token, or a sign of value nought beyond the end.
  const DateToken& operator[](std::size_t i) const noexcept;

  bool is_number(std::size_t i) const noexcept;
  bool is_word(std::size_t i, std::string_view word) const noexcept;
  bool is_sign(std::size_t i, char32_t sign) const noexcept;
  const std::string& lowered() const noexcept { return lowered_; }

 private:
  void split(std::string_view text);
  void read_number(std::string_view text, std::size_t& at, DateToken& token);
  void read_word(std::string_view text, std::size_t& at, DateToken& token);

  std::string lowered_;
  std::vector<DateToken> tokens_;
};

}  // namespace kabar::text
