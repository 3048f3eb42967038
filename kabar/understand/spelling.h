#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "kabar/model/article.h"
#include "kabar/model/ids.h"

namespace kabar::understand {

/// The terms of an article's Analysis that are words, names, numbers or keys, as the article first writes
/// them, countries by their ISO 3166 code and concepts by their English name: for people, who cannot read
/// hashes. `lang` is the analysis's. Pure; safe from any thread.
std::unordered_map<TermId, std::string> spell(const Article& article, std::string_view lang);

}  // namespace kabar::understand
