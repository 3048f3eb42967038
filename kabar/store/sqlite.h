#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace kabar::store {

class Database;

/// One run of a prepared statement: bind the parameters in order, then step(). Ends, and gives the statement
/// back to its Database, when it goes out of scope. What a column gives is valid until the next step().
class Query {
 public:
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  Query& bind(std::int64_t value);
  Query& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }  ///< bit for bit
  Query& bind(std::string_view text);
  Query& bind(ByteView bytes);
  Query& bind_null();
  Query& bind(const std::optional<std::int64_t>& value) { return value ? bind(*value) : bind_null(); }

  /// True when there is a row, false at the end.
  Result<bool> step();
  /// For a statement without rows.
  Status run();

  std::int64_t integer(int column) const noexcept;
  std::uint64_t number(int column) const noexcept { return static_cast<std::uint64_t>(integer(column)); }
  std::string_view text(int column) const noexcept;
  ByteView bytes(int column) const noexcept;
  bool is_null(int column) const noexcept;

 private:
  friend class Database;
  Query(Database& database, sqlite3_stmt* statement, int code)
      : database_(&database), statement_(statement), code_(code) {}

  Database* database_;
  sqlite3_stmt* statement_;
  int code_;  // of the first failure
  int bound_ = 0;
};

/// A connection to one SQLite file, with its prepared statements kept. One thread.
///
/// Failures are kIo (disk full, read-only and the like, with what to do), kCorrupt, kBusy, kTimeout (see
/// Watch) or kInternal, and name the file.
class Database {
 public:
  enum class Mode {
    kWrite,      ///< created when it is not there
    kRead,       ///< another process may be writing
    kImmutable,  ///< a file on a read-only medium, which nobody writes
  };

  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// `sql` must live as long as the Database (a literal): its address is the key of the kept statement. No
  /// two runs of one statement at a time.
  Query query(const char* sql);
  /// Several statements without parameters, rows left aside.
  Status execute(const std::string& sql);
  /// The first column of the first row; 0 when there is none.
  bool in_transaction() const noexcept;
  Result<std::int64_t> integer(const char* sql);

  /// Makes `target`, which is empty, a copy of this database. kCancelled after a stop request.
  Status copy_to(Database& target, const std::function<void(double share)>& progress,
                 const std::stop_token& stop);

  Error failure(int code) const;
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  friend class Watch;
  Database(std::filesystem::path path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}

  std::filesystem::path path_;
  sqlite3* handle_;
  std::unordered_map<const char*, sqlite3_stmt*> kept_;
};

/// While it is there, `is_over` is asked now and then, and once it says so, what runs ends with kTimeout. One
/// at a time for a Database, on its thread.
class Watch {
 public:
  Watch(Database& database, std::function<bool()> is_over);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch();

 private:
  Database* database_;
  std::function<bool()> is_over_;
};

/// BEGIN … COMMIT; rolls back when it goes out of scope without commit().
class Transaction {
 public:
  static Result<Transaction> begin_write(Database& database);
  /// Inside of another one it is part of that, and ends nothing.
  static Result<Transaction> begin_read(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Status commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}

  Database* database_;  // null once it is over, or where it is part of another
};

}  // namespace kabar::store
