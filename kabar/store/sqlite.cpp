#include "kabar/store/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>
#include <utility>

#include "kabar/base/assert.h"
#include "kabar/store/word_counts.h"

namespace kabar::store {
namespace {

constexpr int kBusyMilliseconds = 10'000;

int flags_of(Database::Mode mode) noexcept {
  constexpr int kAlways = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  return kAlways |
         (mode == Database::Mode::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
}

/// Nobody asks how much memory SQLite uses; to count it, it would take a lock at each piece. Before it is
/// first used, else it keeps counting.
void count_no_memory() {
  static const int kDone = ::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(kDone);
}

/// The path as a file: URI, in which '%', '?' and '#' would have a meaning.
std::string uri_of(const std::filesystem::path& path, Database::Mode mode) {
  std::string out = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#')
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + (mode == Database::Mode::kImmutable ? "?immutable=1" : "");
}

struct Advice {
  int code;
  Errc errc;
  const char* sentence;
};

constexpr Advice kAdvice[] = {
    {SQLITE_FULL, Errc::kIo,
     "the disk is full; free some space and run the command again, what was committed is safe"},
    {SQLITE_READONLY, Errc::kIo,
     "cannot be written; check the permissions of the folder or choose another with --data"},
    {SQLITE_CANTOPEN, Errc::kIo,
     "cannot be opened; check the permissions of the folder or choose another with --data"},
    {SQLITE_PERM, Errc::kIo,
     "may not be opened; check the permissions of the folder or choose another with --data"},
    {SQLITE_CORRUPT, Errc::kCorrupt, "is damaged; restore a backup, or move it away and ingest again"},
    {SQLITE_NOTADB, Errc::kCorrupt,
     "is no kabar database, or damaged; restore a backup, or move it away and ingest again"},
    {SQLITE_BUSY, Errc::kBusy, "is in use by another process; try again when that has ended"},
    {SQLITE_LOCKED, Errc::kBusy, "is in use by another process; try again when that has ended"},
    {SQLITE_INTERRUPT, Errc::kTimeout, "took too long to read"},
};

constexpr int primary(int code) noexcept {
  return code & 0xFF;
}

}  // namespace

Query::Query(Query&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      code_(other.code_),
      bound_(other.bound_) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  ::sqlite3_reset(statement_);
  ::sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t value) {
  if (code_ == SQLITE_OK) code_ = ::sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}

Query& Query::bind(std::string_view text) {
  if (code_ == SQLITE_OK)
    code_ = ::sqlite3_bind_text64(statement_, ++bound_, text.empty() ? "" : text.data(), text.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Query& Query::bind(ByteView bytes) {
  if (code_ == SQLITE_OK)
    code_ = ::sqlite3_bind_blob64(statement_, ++bound_,
                                  bytes.empty() ? "" : static_cast<const void*>(bytes.data()), bytes.size(),
                                  SQLITE_TRANSIENT);
  return *this;
}

Query& Query::bind_null() {
  if (code_ == SQLITE_OK) code_ = ::sqlite3_bind_null(statement_, ++bound_);
  return *this;
}

Result<bool> Query::step() {
  if (code_ == SQLITE_OK) {
    const int code = ::sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    code_ = code;
  }
  return database_->failure(code_);
}

Status Query::run() {
  KABAR_CHECK(step());
  return ok();
}

std::int64_t Query::integer(int column) const noexcept {
  return ::sqlite3_column_int64(statement_, column);
}

std::string_view Query::text(int column) const noexcept {
  const auto* const text = ::sqlite3_column_text(statement_, column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column))};
}

ByteView Query::bytes(int column) const noexcept {
  const auto* const bytes = static_cast<const std::byte*>(::sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column))};
}

bool Query::is_null(int column) const noexcept {
  return ::sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Mode mode) {
  count_no_memory();
  sqlite3* handle = nullptr;
  const int code = ::sqlite3_open_v2(uri_of(path, mode).c_str(), &handle, flags_of(mode), nullptr);
  if (handle == nullptr) return Error{Errc::kInternal, "SQLite has no memory for a connection"};
  std::unique_ptr<Database> database(new Database(path, handle));
  if (code != SQLITE_OK) return database->failure(code);
  ::sqlite3_busy_timeout(handle, kBusyMilliseconds);
  KABAR_CHECK(add_word_counts(handle));
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : kept_) ::sqlite3_finalize(statement);
  ::sqlite3_close_v2(handle_);
}

Query Database::query(const char* sql) {
  auto& statement = kept_[sql];
  int code = SQLITE_OK;
  if (statement == nullptr)
    code = ::sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  KABAR_ASSERT(statement == nullptr || ::sqlite3_stmt_busy(statement) == 0);
  return {*this, statement, code};
}

Status Database::execute(const std::string& sql) {
  const int code = ::sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(code);
  return ok();
}

bool Database::in_transaction() const noexcept {
  return ::sqlite3_get_autocommit(handle_) == 0;
}

Result<std::int64_t> Database::integer(const char* sql) {
  auto row = query(sql);
  KABAR_TRY(const bool found, row.step());
  return found ? row.integer(0) : 0;
}

Status Database::copy_to(Database& target, const std::function<void(double share)>& progress,
                         const std::stop_token& stop) {
  constexpr int kPagesAStep = 2'048;
  auto* const copying = ::sqlite3_backup_init(target.handle_, "main", handle_, "main");
  if (copying == nullptr) return target.failure(::sqlite3_errcode(target.handle_));
  int code = SQLITE_OK;
  while (code == SQLITE_OK && !stop.stop_requested()) {
    code = ::sqlite3_backup_step(copying, kPagesAStep);
    const auto pages = ::sqlite3_backup_pagecount(copying), left = ::sqlite3_backup_remaining(copying);
    if (pages > 0) progress(1.0 - static_cast<double>(left) / pages);
  }
  const int finished = ::sqlite3_backup_finish(copying);
  if (code == SQLITE_OK) return Error{Errc::kCancelled, "stopped; nothing was changed"};
  if (code != SQLITE_DONE) return target.failure(code);
  if (finished != SQLITE_OK) return target.failure(finished);
  return ok();
}

Error Database::failure(int code) const {
  for (const auto& advice : kAdvice) {
    if (primary(code) == advice.code)
      return {advice.errc, fmt::format("{}: {}", path_.string(), advice.sentence)};
  }
  if (primary(code) != SQLITE_IOERR)
    return {Errc::kInternal, fmt::format("{}: SQLite: {}", path_.string(), ::sqlite3_errmsg(handle_))};
  const int reason = ::sqlite3_system_errno(handle_);
  return {Errc::kIo,
          fmt::format("{}: cannot be read or written ({}); check the disk and its free space", path_.string(),
                      reason == 0 ? "input/output error" : std::generic_category().message(reason))};
}

Watch::Watch(Database& database, std::function<bool()> is_over)
    : database_(&database), is_over_(std::move(is_over)) {
  constexpr int kSteps = 400;  // some ten rows, or a hundred pages of the index
  const auto ask = [](void* self) { return static_cast<Watch*>(self)->is_over_() ? 1 : 0; };
  ::sqlite3_progress_handler(database.handle_, kSteps, ask, this);
}

Watch::~Watch() {
  ::sqlite3_progress_handler(database_->handle_, 0, nullptr, nullptr);
}

Result<Transaction> Transaction::begin_write(Database& database) {
  KABAR_CHECK(database.query("BEGIN IMMEDIATE").run());
  return Transaction(&database);
}

Result<Transaction> Transaction::begin_read(Database& database) {
  if (database.in_transaction()) return Transaction(nullptr);
  KABAR_CHECK(database.query("BEGIN").run());
  return Transaction(&database);
}

Transaction::~Transaction() {
  if (database_ != nullptr) (void)static_cast<bool>(database_->execute("ROLLBACK"));
}

Status Transaction::commit() {
  if (database_ == nullptr) return ok();
  KABAR_CHECK(database_->query("COMMIT").run());
  database_ = nullptr;
  return ok();
}

}  // namespace kabar::store
