#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kabar/model/name.h"
#include "kabar/model/quote.h"

namespace kabar::understand {

/// A quote with the article that has it.
struct ToldQuote {
  Quote quote;
  std::size_t article = 0;  ///< the caller's number
  std::string lang = {};    ///< base language of the article
};

/// A quote, however many articles carry it.
struct CarriedQuote {
  Quote quote;                        ///< as the first of them has it
  std::vector<std::size_t> articles;  ///< in the order in which they were given, each once
  std::vector<std::string> words;     ///< as each of them has it
};

/// Quotes of a story's articles: the same words of who may be the same speaker are one quote: of the same
/// entity, or where the words for one hold those for the other. So is a part that begins a sentence of the
/// whole, or ends one behind a comma or the like; not one from the middle, which may say the opposite. Those
/// that most articles carry come first, then as they were given. Pure; the first 200 count, each of which is
/// compared with all.
std::vector<CarriedQuote> fold_quotes(std::vector<ToldQuote> quotes);

/// A name with the article that has it.
struct ToldName {
  Name name;
  std::size_t article = 0;
};

/// Whom or what the articles of a story name.
struct CarriedName {
  Name name;                           ///< as most of them spell it; `times` is the sum
  std::vector<std::string> spellings;  ///< others, in the order in which they came; surnames left out
  std::vector<std::size_t> articles;
};

/// Names of a story's articles, joined as NameIndex does; places by their ids, too. Those that most articles
/// have come first. Pure; the 300 spellings that most articles have count, which bounds the comparing.
std::vector<CarriedName> join_names(std::vector<ToldName> names);

}  // namespace kabar::understand
