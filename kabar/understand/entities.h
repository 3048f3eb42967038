#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/text_facts.h"

// What of an article's names lasts beyond it, and by which terms search finds who names whom. Pure; any
// thread.
namespace kabar::understand {

/// What tells one spelling from all others: the kind, of a place that is known its id, and the folded words
/// (of a surname those of the whole name). Empty for what is not enough to tell whom it means: a person by
/// one word, in scripts that put blanks between words.
std::string spelling_key(const Name& name);

/// For each quote of an article the name by which its speaker goes there, a person's or organisation's; null
/// where there is none.
std::vector<const Name*> speakers_of(const TextFacts& facts);

/// How the keys of all names begin that begin with these words; places with an id are not among them.
std::vector<std::string> beginnings_of_keys(std::string_view words);

/// The terms of articles that name somebody by the spelling with that key, and that cite what they said.
std::string naming_facet(std::string_view key);
std::string speaking_facet(std::string_view key);

/// All of these of an article, one blank between.
std::string entity_facets(const TextFacts& facts);

/// The keys of all spellings in an article, each once.
std::vector<std::string> spelling_keys(const TextFacts& facts);

}  // namespace kabar::understand
