#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/search/query.h"

namespace kabar::search {

/// A piece of a query.
struct Token {
  enum class Kind : std::uint8_t { kWord, kPhrase, kFilter, kOr, kAnd, kNot, kOpen, kClose };

  Kind kind = Kind::kWord;
  std::string text = {};    ///< of a word or phrase; the value of a filter
  std::string filter = {};  ///< its name in lower case, as it was typed
  bool phrase = false;      ///< the value of a filter stood in quotation marks
  std::size_t at = 0;       ///< of a word: where it begins
};

/// Takes a query apart; a quotation mark that is not closed is noted. Pure; any text has tokens.
std::vector<Token> tokens_of(std::string_view text, std::vector<Note>& notes);

}  // namespace kabar::search
