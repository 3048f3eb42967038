#include "kabar/store/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <system_error>

#include "kabar/store/migrations.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabase = "kabar.db";

fs::path beside(const fs::path& path, const char* suffix) {
  return fs::path(path) += suffix;
}

Error cannot(const fs::path& path, const std::error_code& code) {
  return {Errc::kIo, fmt::format("{}: {}", path.string(), code.message())};
}

/// A file that is gone at the end, unless it was put in its place.
class Draft {
 public:
  explicit Draft(const fs::path& target) : target_(target), path_(beside(target, ".partial")) { remove(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() { remove(); }

  const fs::path& path() const { return path_; }

  /// Durable, under its name.
  Status publish() {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    const std::error_code failed(errno, std::generic_category());
    if (file >= 0) ::close(file);
    if (!synced) return cannot(path_, failed);
    std::error_code code;
    fs::rename(path_, target_, code);
    if (code) return cannot(target_, code);
    return ok();
  }

 private:
  void remove() {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(beside(path_, suffix), ignored);
  }

  fs::path target_;
  fs::path path_;
};

/// By one of SQLite's checks, "quick_check" or "integrity_check", which also holds indexes against tables.
Status check_whole(Database& database, std::string_view check) {
  auto row = database.query(fmt::format("PRAGMA {}(1)", check).c_str());
  KABAR_TRY(const bool found, row.step());
  if (found && row.text(0) == "ok") return ok();
  return Error{Errc::kCorrupt, fmt::format("{}: SQLite finds it damaged: {}", database.path().string(),
                                           found ? row.text(0) : "no answer")};
}

/// One file that needs no other: all in it, not in WAL mode.
Result<std::unique_ptr<Database>> copy(Database& from, const fs::path& to, const CopyProgress& progress,
                                       const std::stop_token& stop) {
  KABAR_TRY(auto target, Database::open(to, Database::Mode::kWrite));
  // The snapshot is held: what others commit meanwhile does not make SQLite begin anew.
  KABAR_TRY(const auto snapshot, Transaction::begin_read(from));
  KABAR_CHECK(from.integer("SELECT count(*) FROM sqlite_schema"));
  KABAR_CHECK(from.copy_to(*target, progress, stop));
  KABAR_CHECK(target->execute("PRAGMA journal_mode = DELETE"));
  return target;
}

/// Where the file is to stand: a link leads on to it; devices, pipes and folders are no place.
Result<fs::path> place_of(const fs::path& file) {
  std::error_code code;
  const auto status = fs::status(file, code);
  if (!fs::exists(status)) return file;
  if (!fs::is_regular_file(status))
    return Error{Errc::kInvalidInput, fmt::format("{}: is no file that could be replaced", file.string())};
  auto place = fs::canonical(file, code);
  if (code) return cannot(file, code);
  return place;
}

Status move_away(const fs::path& database) {
  const auto away = beside(database, ".replaced");
  std::error_code code;
  for (const char* suffix : {"-shm", "-wal", ""}) {
    const auto from = beside(database, suffix), to = beside(away, suffix);
    fs::remove(to, code);
    if (!fs::exists(from, code)) continue;
    fs::rename(from, to, code);
    if (code) return cannot(from, code);
  }
  return ok();
}

}  // namespace

bool has_database(const fs::path& folder) {
  std::error_code code;
  return fs::exists(folder / kDatabase, code);
}

Status back_up(const fs::path& folder, const fs::path& file, const CopyProgress& progress,
               const std::stop_token& stop) {
  if (!has_database(folder))
    return Error{Errc::kNotFound, fmt::format("{}: there are no data to back up", folder.string())};
  std::error_code code;
  if (fs::equivalent(file, folder / kDatabase, code))
    return Error{Errc::kInvalidInput, fmt::format("{}: is the database itself", file.string())};
  KABAR_TRY(const auto place, place_of(file));
  KABAR_TRY(const auto from, Database::open(folder / kDatabase, Database::Mode::kRead));
  KABAR_CHECK(check_known(*from));
  Draft draft(place);
  {
    KABAR_TRY(const auto made, copy(*from, draft.path(), progress, stop));
    KABAR_CHECK(check_whole(*made, "quick_check"));
  }
  return draft.publish();
}

Status restore(const fs::path& file, const fs::path& folder, const CopyProgress& progress,
               const std::stop_token& stop) {
  const auto database = folder / kDatabase;
  std::error_code code;
  if (!fs::is_regular_file(file, code))
    return Error{Errc::kNotFound, fmt::format("{}: no such file", file.string())};
  Draft draft(database);
  {
    KABAR_TRY(const auto from, Database::open(file, Database::Mode::kRead));
    KABAR_CHECK(check_known(*from));
    KABAR_TRY(const auto made, copy(*from, draft.path(), progress, stop));
    KABAR_CHECK(migrate(*made));
    KABAR_CHECK(check_whole(*made, "integrity_check"));
  }
  if (has_database(folder)) KABAR_CHECK(move_away(database));
  KABAR_CHECK(draft.publish());
  KABAR_CHECK(Writer::open(folder));
  return ok();
}

}  // namespace kabar::store
