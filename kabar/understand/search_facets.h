#pragma once

#include <string>
#include <string_view>

#include "kabar/model/analysis.h"

// What full-text search can ask for besides words: terms of the index that no text can hold, as each has a
// '_'.
namespace kabar::understand {

/// The facets of an article: its topic, the countries that it names, the names in it as they would be written
/// in another script; one blank between.
std::string search_facets(const Analysis& analysis);

std::string topic_facet(Topic topic);
std::string place_facet(std::string_view country);  ///< ISO 3166 code

/// The facets, one blank between, of articles in other scripts than that of `word` which name something that
/// may be written like it ("Степанакерт" and "Stepanakert" meet); empty for a word too short to tell by its
/// consonants. `word` is folded, best a stem.
std::string name_facets(std::string_view word);

}  // namespace kabar::understand
