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
  std::string_view text;         ///< the body, lines as paragraphs
  std::string_view title = {};   ///< not quoted, nor repeated
  std::string_view outlet = {};  ///< the source as people name it
  bool copy = false;             ///< carries another's text: counted, not quoted
};

constexpr std::size_t kMostDigestTexts = 40;  ///< those behind are not read

struct DigestSentence {
  std::size_t text;  ///< position among the texts given
  std::string sentence;
};

/// The languages in which make_digest() tries to make one, the first that gives one being taken.
std::vector<std::string> digest_languages(std::span<const DigestText> texts,
                                          std::span<const std::string> langs = {});

/// Two to five whole sentences on one story in one language, each from another outlet: of the first text (the
/// story's lead), then those that share most with what the texts have in common and add most to what is said.
/// None repeats another or the lead's title, and none is furniture (is_quotable()).
/// In the first of `langs` that gives two; where the story has texts in none of these, in the lead's language
/// or that of most outlets. Nothing where there are fewer than three texts or two outlets.
std::vector<DigestSentence> make_digest(std::span<const DigestText> texts,
                                        std::span<const std::string> langs = {});

}  // namespace kabar::group
