#pragma once

#include <cstddef>
#include <string>

#include "kabar/model/analysis.h"
#include "kabar/model/article.h"

namespace kabar::understand {

/// Words, stems, n-grams, names and numbers of an article, in its language (as declared; where nothing is
/// declared, as text::detect_language has it). Pure, deterministic, linear in the text (capped: a million
/// words cost no more than the cap). Safe from any thread.
Analysis analyse(const Article& article);

/// How much of a title is looked at.
constexpr std::size_t kMostTitleBytes = 2'000;

/// How many words of the title and of the body terms are taken from.
constexpr std::size_t kMostTitleWords = 60, kTermWords = 400;

/// Title and body, as much of them as analyse() looks at, for those who tell its terms in words.
std::string analysed_text(const Article& article);

}  // namespace kabar::understand
