#include "kabar/store/migrations.h"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "kabar/base/hash.h"
#include "kabar/store/columns.h"
#include "kabar/store/entity_table.h"
#include "kabar/store/migrations_sql.h"
#include "kabar/store/search_index.h"
#include "kabar/store/story_tables.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/country_about.h"

namespace kabar::store {
namespace {

constexpr std::int64_t kApplicationId = 0x6B616272;  // "kabr"

constexpr std::array kMigrations{kMigration0001, kMigration0002, kMigration0003, kMigration0004,
                                 kMigration0005, kMigration0006, kMigration0007, kMigration0008,
                                 kMigration0009, kMigration0010, kMigration0011, kMigration0012,
                                 kMigration0013, kMigration0014};
/// Before it, the search index had no facets of time and of who is named (and before 5 none of topic, place),
/// and articles had no hashes of their pictures.
constexpr std::int64_t kFacetsAndPictures = 12;
/// Before it, nobody knew what country articles and stories are about.
constexpr std::int64_t kAbout = 13;

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

Status hash_pictures(Database& database) {
  std::vector<std::pair<std::int64_t, std::uint64_t>> hashes;
  {
    auto row = database.query("SELECT id, image FROM articles WHERE image <> ''");
    while (true) {
      KABAR_TRY(const bool found, row.step());
      if (!found) break;
      hashes.emplace_back(row.integer(0), hash64(row.text(1)));
    }
  }
  for (const auto& [article, hash] : hashes) {
    auto update = database.query("UPDATE articles SET picture = ? WHERE id = ?");
    KABAR_CHECK(update.bind(hash).bind(article).run());
  }
  return ok();
}

Status tell_what_about(Database& database) {
  std::vector<std::pair<std::int64_t, TermId>> countries;
  {
    auto row = database.query("SELECT article, body FROM analyses");
    while (true) {
      KABAR_TRY(const bool found, row.step());
      if (!found) break;
      KABAR_TRY(const auto analysis, understand::decode(as_chars(row.bytes(1))));
      if (const auto about = understand::country_about(analysis))
        countries.emplace_back(row.integer(0), *about);
    }
  }
  for (const auto& [article, about] : countries) {
    auto update = database.query("UPDATE articles SET about = ? WHERE id = ?");
    KABAR_CHECK(update.bind(about_column(about)).bind(article).run());
  }
  return StoryTables(database).recount_all();
}

}  // namespace

std::int64_t database_version() noexcept {
  return static_cast<std::int64_t>(kMigrations.size());
}

Status migrate(Database& database) {
  KABAR_TRY(auto version, version_of(database));
  if (version == database_version()) return ok();
  KABAR_TRY(auto transaction, Transaction::begin_write(database));
  const bool filled = version >= kFacetsAndPictures, about = version >= kAbout;
  for (; version < database_version(); ++version)
    KABAR_CHECK(database.execute(kMigrations.at(static_cast<std::size_t>(version))));
  if (!filled) {
    KABAR_CHECK(hash_pictures(database));
    KABAR_CHECK(EntityTable(database).rebuild());
    KABAR_CHECK(SearchIndex(database).refresh());
  }
  if (!about) KABAR_CHECK(tell_what_about(database));
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
