#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kabar/model/name.h"

namespace kabar::store {

/// One spelling of a name.
struct EntitySpelling {
  std::string key;   ///< understand::spelling_key(), of which the terms of the search index are made
  std::string text;  ///< as the first article has it
  std::string lang;  ///< of that article
  std::uint64_t articles = 0;
};

/// A person, organisation or place that articles name.
struct EntityRow {
  EntityId id{};
  NameKind kind = NameKind::kPerson;
  std::string ref;                        ///< as in Name
  std::vector<EntitySpelling> spellings;  ///< those that most articles have first; at least one
};

}  // namespace kabar::store
