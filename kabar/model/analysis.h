#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/ids.h"

namespace kabar {

/// A term and how often it stands in its space.
struct TermCount {
  TermId term;
  std::uint32_t count;

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// What grouping and search need to know about a text; a pure function of the article. Each term list is
/// sorted by term and holds each term once.
struct Analysis {
  std::string lang;                    ///< as detected, or as declared where the text is too short to tell
  std::vector<TermCount> title;        ///< stems of the title, stop words left out
  std::vector<TermCount> lead;         ///< stems of title and first sentences
  std::vector<TermCount> body;         ///< stems of the whole text, capped
  std::vector<TermCount> title_grams;  ///< character n-grams of the title
  std::vector<TermCount>
      names;  ///< capitalised runs that are not mere sentence starts; folded, transliterated
  std::vector<TermCount> numbers;  ///< numbers and ordinals, normalised
  std::vector<std::uint32_t>
      sketch;                ///< MinHash of word shingles of the body; empty where the text is too short
  std::uint32_t words = 0;   ///< words of the body
  std::string excerpt;       ///< whole sentences from the start of the body, at most about 300 characters
  std::string search_title;  ///< folded stems with blanks between: what full-text search indexes
  std::string search_body;
};

}  // namespace kabar
