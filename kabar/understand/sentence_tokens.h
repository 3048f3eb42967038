#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// A piece of a sentence as the readers of figures see it.
struct Token {
  enum class Kind : std::uint8_t { kWord, kDigits, kSign, kNumber };

  Kind kind = Kind::kSign;
  std::string key;        ///< folded word, ASCII digits, or the sign itself
  std::size_t begin = 0;  ///< bytes in the sentence
  std::size_t end = 0;
  bool blank_before = true;  ///< or the sentence begins here
  bool capital = false;
  char glue = 0;             ///< '-' or '\'' where such a mark stood right between this and the one before
  std::uint32_t number = 0;  ///< of kNumber: which one of the sentence
};

/// Whether keys keep their accents, where a language needs them ("würde" is not "wurde").
enum class Accents : bool { kFolded, kKept };

/// Splits a sentence into words, runs of digits (of any script) and signs; hyphens and apostrophes between
/// letters join nothing but leave their trace in `glue`. Linear; stops after `most` tokens.
std::vector<Token> split_tokens(std::string_view sentence, Accents accents = Accents::kFolded,
                                std::size_t most = 600);

}  // namespace kabar::understand
