#pragma once

#include <string_view>
#include <vector>

#include "kabar/model/name.h"
#include "kabar/understand/prose.h"

namespace kabar::understand {

/// The people, organisations and places that a text names, each spelling once, in the order of their first
/// mention: docs/FIGURES.md says how they are told. A surname alone has the entity of the one person of the
/// text who bears it. Texts of a language without a pack have none. Pure, linear in the text, of which the
/// first 200 KB are read; at most 500 names. Safe from any thread.
std::vector<Name> find_names(std::string_view text, std::string_view lang);
/// The same of a text that was split already.
std::vector<Name> find_names(Prose prose);

}  // namespace kabar::understand
