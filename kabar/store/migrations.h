#pragma once

#include <cstdint>

#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The version of the database that this kabar writes: the number of its last migration.
std::int64_t database_version() noexcept;

/// Brings a new or older database up to database_version(), in one transaction: whoever is killed at it
/// leaves the database as it was. kUnsupported for the database of a newer kabar, kCorrupt for one that is
/// not kabar's.
Status migrate(Database& database);

/// Whether the database is kabar's, of this version or an older one: kNotFound when nothing was ever written
/// into it, else as migrate().
Status check_known(Database& database);

/// Whether the database is one that can be read: kNotFound when nothing was ever written into it, else as
/// migrate().
Status check_version(Database& database);

}  // namespace kabar::store
