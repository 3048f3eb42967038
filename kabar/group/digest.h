#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::group {

/// A text that a digest may quote.
struct DigestText {
  std::string source;
  std::string lang;
  std::string_view text;  ///< the body, lines as paragraphs
};

struct DigestSentence {
  std::size_t text;  ///< position among the texts given
  std::string sentence;
};

/// Two to five whole sentences on one story, each from another outlet, none repeating another: first that of
/// the first text (the story's lead), then those that share most with what the texts have in common and add
/// most to what is said. In the lead's language only. Nothing where there are fewer than three texts or two
/// outlets, or no second sentence is found.
std::vector<DigestSentence> make_digest(std::span<const DigestText> texts);

}  // namespace kabar::group
