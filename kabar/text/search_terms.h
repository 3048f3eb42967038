#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

namespace kabar::text {

/// The terms of a text as full-text search indexes them: folded stems in the order of the text, function
/// words included, numbers normalised, grams for scripts without blanks; one blank between. Terms hold
/// letters and digits only.
std::string index_terms(std::string_view text, std::string_view lang);

/// The same of a text that was split into words, with the stems of a memo of its language.
std::string index_terms(std::span<const Word> words, StemMemo& stems);

/// How many words of a text are indexed.
constexpr std::size_t kMostIndexedWords = 20'000;

/// The term of one such word.
std::string index_term(const Word& word, const Stemmer& stemmer);

/// One word of a query: it matches a text that has any of these. Each is a phrase as index_terms() would have
/// written it: one term, or several with blanks between (grams of a longer word).
using SearchWord = std::vector<std::string>;

/// What a query asks for: all of its words, each as the stems that it has in `langs` (without repetition; the
/// word itself, folded, is always among them). Function words of the languages are left out unless nothing
/// else is there. At most 16 words.
std::vector<SearchWord> search_terms(std::string_view query, std::span<const std::string> langs);

}  // namespace kabar::text
