#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "kabar/base/result.h"

namespace kabar::store {

/// The right to write into a data folder, which one process at a time has: an exclusive lock on `lock` inside
/// it, with the owner's process id in the file. Gone when it goes out of scope or the process ends, however
/// it ends.
class DataLock {
 public:
  /// Makes the folder when it is not there. kBusy names the process that holds it; kIo.
  static Result<DataLock> acquire(const std::filesystem::path& folder);

  /// The process that holds the folder, or held it last; nothing where nobody has.
  static std::optional<int> owner(const std::filesystem::path& folder);

  DataLock(DataLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  DataLock& operator=(DataLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~DataLock();

 private:
  explicit DataLock(int file) : file_(file) {}

  int file_;
};

}  // namespace kabar::store
