#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The number of the name that each spelling means, by its key.
using NamesByKey = std::map<std::string, std::uint64_t, std::less<>>;

Result<NamesByKey> names_by_key(Database& database);

/// Old numbers for new names: each to the one that shares most spellings with it, the older name first among
/// equals. Those that are left over lead to where most of their spellings are, and are gone where none is.
/// No new number is an old one.
Status give_old_numbers(Database& database, const NamesByKey& before, const NamesByKey& after);

}  // namespace kabar::store
