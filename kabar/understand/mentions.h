#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/ids.h"
#include "kabar/text/stemmer.h"

namespace kabar::understand {

/// What a text speaks of that has a name in every language.
struct Mentions {
  std::vector<std::string> countries;  ///< ISO 3166 codes, in order, as often as named
  std::vector<TermId> concepts;        ///< things of data/concepts, likewise
};

/// The countries (CLDR's names) and the concepts (the words of data/concepts) that a text in `lang` names.
/// Safe from any thread; a language's tables are made when it is first asked for. `stems` is a memo of
/// `lang`, which `text` must outlive.
Mentions find_mentions(std::string_view text, std::string_view lang, text::StemMemo& stems);

/// The term that stands for a concept of data/concepts, by its name there ("earthquake").
TermId concept_term(std::string_view name) noexcept;
/// The name of a term of concept_term(), empty for any other. Safe from any thread.
std::string_view concept_name(TermId term);

}  // namespace kabar::understand
