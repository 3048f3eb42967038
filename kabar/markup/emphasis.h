#pragma once

#include <string>
#include <string_view>

namespace kabar::markup {

/// What stands around words that are to be marked in Markdown.
struct MarkPlace {
  std::string_view before;  ///< the line up to the words
  std::string_view behind;  ///< what follows them in it, as far as that is known
  std::string_view lead;  ///< signs that the words begin with and that may as well stand in front of the mark
  std::string_view trail;  ///< signs that they end with and that may stand behind it
};

/// The words between two marks ("*", "**", "~~"), so that CommonMark (0.30, 6.2) takes them for marks: it
/// does not where a blank stands at their inner side, or a sign does and a letter at the outer. Blanks and
/// signs go outside; where that does not help, and where there is nothing but signs, the words stay unmarked.
/// Pure.
std::string marked_words(std::string_view words, std::string_view mark, const MarkPlace& place);

/// The signs that a text begins with, and those that it ends with; no letters, digits or blanks.
std::string_view leading_signs(std::string_view text);
std::string_view trailing_signs(std::string_view text);

}  // namespace kabar::markup
