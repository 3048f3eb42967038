#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::text {

/// The sentences of a text, blanks around them trimmed; they point into it. A line break ends a sentence. A
/// full stop does not where it belongs to an abbreviation ("Mr.", "z. B."), an initial ("J. Doe"), a number
/// ("3.5", German "21. September") or when a small letter follows. Knows 。！？؟۔। as well.
std::vector<std::string_view> split_sentences(std::string_view text, std::string_view lang);

/// Whole sentences from the start of `text`, up to about `limit` characters and at least one; only a first
/// sentence longer than that is cut, at a word, with "…". Blanks and line breaks become one blank;
/// between Chinese and Japanese sentences there is none.
std::string excerpt(std::string_view text, std::string_view lang, std::size_t limit = 300);

/// Characters, those of East Asian scripts counted twice: they say and take twice as much.
std::size_t display_width(std::string_view text);

}  // namespace kabar::text
