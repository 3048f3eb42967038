#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

/// Words with capitals that stand together, small particles between them ("Yann Le Bihan", "Ursula von der
/// Leyen"). Tokens [begin, end).
struct NameRun {
  std::size_t begin = 0, end = 0;
  std::size_t words = 0;        ///< with capitals, titles left out
  bool has_title = false;       ///< a title stood before it
  std::size_t title_begin = 0;  ///< where that began; else `begin`
};

/// What each token may be by the phrases that cover it.
std::vector<SenseSet> senses_of(std::size_t tokens, const std::vector<PhraseSet::Hit>& hits);

/// Two letters and more, each a capital.
bool all_capitals(std::string_view word);

/// Whether token `i` is the full stop of an initial or of a title ("T.", "Mr."), which ends nothing.
bool is_short_stop(const std::vector<Token>& tokens, const std::vector<SenseSet>& senses, std::size_t i);

/// The runs of a sentence in its order; function words that a capital opens the sentence with are none.
/// `senses` are senses_of() its tokens. Languages without capitals have none.
std::vector<NameRun> find_name_runs(const std::vector<Token>& tokens, const std::vector<SenseSet>& senses,
                                    const LanguagePack& pack);

}  // namespace kabar::understand
