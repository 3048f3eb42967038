#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"

namespace kabar::understand {

/// The words behind a number that say what it counts.
struct CountedNoun {
  std::size_t begin = 0, end = 0;  ///< tokens; none where the same
  bool sure = false;  ///< ends with a word that the pack knows, or that has the form of what is counted
};

/// Of the number at token `at`: at most three words, no further than the noun where its end can be told.
CountedNoun counted_noun(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                         const LanguagePack& pack, std::size_t at);

/// The first token behind a number that may begin those words.
std::size_t first_behind(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                         std::size_t at);

/// The same of words that begin at a token.
CountedNoun noun_from(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                      const LanguagePack& pack, std::size_t begin);

}  // namespace kabar::understand
