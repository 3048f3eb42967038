#pragma once

#include <string_view>

#include "kabar/model/article.h"
#include "kabar/model/text_facts.h"

namespace kabar::understand {

/// What the body of an article in `lang` states, cites and names: docs/FIGURES.md says what counts as such.
/// Pure, linear in the text; safe from any thread.
TextFacts find_facts(const Article& article, std::string_view lang);

}  // namespace kabar::understand
