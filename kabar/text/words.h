#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::text {

enum class WordKind : std::uint8_t {
  kWord,    ///< letters (and marks) between blanks or punctuation
  kNumber,  ///< digits with their grouping and decimal marks
  kGram,    ///< two characters of Chinese, Japanese or Korean, three of Thai, Lao, Khmer or Burmese
  kKana,    ///< a whole run of katakana: as a rule a foreign name or word
};

/// A piece of the text that was split; it points into that text.
struct Word {
  std::string_view text;
  WordKind kind = WordKind::kWord;
  bool capital = false;          ///< begins with an upper-case letter
  bool starts_sentence = false;  ///< first of the text, or after . ! ? : or a quotation mark that opens
};

/// Splits text into words of its own letters, for every script; grams overlap ("東京都" gives 東京, 京都; a
/// run of one character gives that one). Linear; stops after `max_words`.
std::vector<Word> split_words(std::string_view text, std::size_t max_words = SIZE_MAX);

/// A number as it would be written in C: ASCII digits, a point for decimals, no grouping ("1 200,5" →
/// "1200.5", "١٢" → "12"). A single comma or point before exactly three digits counts as grouping.
std::string normalise_number(std::string_view number);

}  // namespace kabar::text
