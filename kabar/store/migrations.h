#pragma once

#include <cstdint>

#include "kabar/store/sqlite.h"

namespace kabar::store {

/// The version of the database that this kabar writes: the number of its last migration.
std::int64_t database_version() noexcept;

/// Brings a new or older database up to database_version(), each migration in a transaction of its own.
/// kUnsupported for the database of a newer kabar, kCorrupt for one that is not kabar's.
Status migrate(Database& database);

/// Whether the database is one that can be read: kNotFound when nothing was ever written into it, else as
/// migrate().
Status check_version(Database& database);

}  // namespace kabar::store
