#pragma once

#include "kabar/model/analysis.h"
#include "kabar/model/article.h"

namespace kabar::understand {

/// Words, stems, n-grams, names and numbers of an article, in its language (as declared; where nothing is
/// declared, as text::detect_language has it). Pure, deterministic, linear in the text (capped: a million
/// words cost no more than the cap). Safe from any thread.
Analysis analyse(const Article& article);

}  // namespace kabar::understand
