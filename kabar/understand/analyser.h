#pragma once

#include "kabar/model/analysis.h"
#include "kabar/model/article.h"

namespace kabar::understand {

/// Words, stems, n-grams, names and numbers of an article, in its language. Pure, deterministic, linear in
/// the text (capped: a million words cost no more than the cap). Safe from any thread.
Analysis analyse(const Article& article);

}  // namespace kabar::understand
