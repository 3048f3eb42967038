#include "kabar/store/migrations.h"

#include <fmt/format.h>

#include <array>

#include "kabar/store/migrations_sql.h"
#include "kabar/store/search_index.h"

namespace kabar::store {
namespace {

constexpr std::int64_t kApplicationId = 0x6B616272;  // "kabr"

constexpr std::array kMigrations{kMigration0001, kMigration0002, kMigration0003,
                                 kMigration0004, kMigration0005, kMigration0006,
                                 kMigration0007, kMigration0008, kMigration0009};
/// Before it, the search index had no facets of topic, place and name.
constexpr std::int64_t kFacets = 5;

Error newer(const Database& database, std::int64_t version) {
  return {Errc::kUnsupported, fmt::format("{}: was written by a newer kabar (format {}, this one knows {}); "
                                          "run that kabar, or choose another "
                                          "folder with --data",
                                          database.path().string(), version, database_version())};
}

/// The version of a database of kabar's, 0 of an empty one.
Result<std::int64_t> version_of(Database& database) {
  KABAR_TRY(const auto application, database.integer("PRAGMA application_id"));
  KABAR_TRY(const auto version, database.integer("PRAGMA user_version"));
  KABAR_TRY(const auto tables, database.integer("SELECT count(*) FROM sqlite_schema"));
  if (application != kApplicationId && (application != 0 || tables != 0))
    return Error{Errc::kCorrupt,
                 fmt::format("{}: is a database, but not of kabar; choose another folder with --data",
                             database.path().string())};
  if (version > database_version()) return newer(database, version);
  return version;
}

}  // namespace

std::int64_t database_version() noexcept {
  return static_cast<std::int64_t>(kMigrations.size());
}

Status migrate(Database& database) {
  KABAR_TRY(auto version, version_of(database));
  if (version == database_version()) return ok();
  KABAR_TRY(auto transaction, Transaction::begin_write(database));
  const bool had_facets = version >= kFacets;
  for (; version < database_version(); ++version)
    KABAR_CHECK(database.execute(kMigrations.at(static_cast<std::size_t>(version))));
  if (!had_facets) KABAR_CHECK(SearchIndex(database).refresh());
  KABAR_CHECK(database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, version)));
  return transaction.commit();
}

Status check_known(Database& database) {
  KABAR_TRY(const auto version, version_of(database));
  if (version != 0) return ok();
  return Error{Errc::kNotFound,
               fmt::format("{}: holds no articles yet; run kabar ingest first", database.path().string())};
}

Status check_version(Database& database) {
  KABAR_CHECK(check_known(database));
  KABAR_TRY(const auto version, version_of(database));
  if (version < database_version())
    return Error{Errc::kUnsupported,
                 fmt::format("{}: was written by an older kabar (format {}, this one reads {}); run kabar "
                             "serve, or ingest something",
                             database.path().string(), version, database_version())};
  return ok();
}

}  // namespace kabar::store
