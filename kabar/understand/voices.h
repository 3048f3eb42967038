#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

/// Who vouches for what a sentence says.
struct Voice {
  std::string name;    ///< as the text says it
  std::size_t at = 0;  ///< the token of "said", "according to"
  bool pronoun = false;
};

/// The voices of a sentence in its order; `hits` are its phrases in the order of their tokens.
std::vector<Voice> find_voices(std::string_view sentence, const std::vector<Token>& tokens,
                               const std::vector<PhraseSet::Hit>& hits, const LanguagePack& pack);

/// The agency in "CITY (AGENCY) -" at the start of a text; empty when there is none.
std::string_view byline_agency(std::string_view text);

}  // namespace kabar::understand
