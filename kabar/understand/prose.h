#pragma once

#include <string_view>
#include <vector>

#include "kabar/understand/language_pack.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {

struct ProseSentence {
  std::string_view text;
  std::vector<Token> tokens;
};

/// A text in its sentences and words, split once for all who read it. A sentence above 3,000 bytes is no
/// prose and left out, as is what follows on the first 200 KB. Points into the text. Linear.
struct Prose {
  Prose(std::string_view text, const LanguagePack& pack);

  std::string_view text;
  const LanguagePack& pack;
  std::vector<ProseSentence> sentences;
};

}  // namespace kabar::understand
