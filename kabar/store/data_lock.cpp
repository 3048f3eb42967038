#include "kabar/store/data_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>

namespace kabar::store {
namespace {

Error cannot(const std::filesystem::path& path, int code) {
  return {Errc::kIo, fmt::format("{}: {}; check the permissions of the folder or choose another with --data",
                                 path.string(), std::generic_category().message(code))};
}

/// The process id that stands in the file.
std::optional<int> owner_of(int file) {
  std::array<char, 16> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  int owner = 0;
  if (size <= 0 || std::from_chars(text.data(), text.data() + size, owner).ec != std::errc{})
    return std::nullopt;
  return owner;
}

Error busy(const std::filesystem::path& folder, std::optional<int> owner) {
  const auto who = owner ? fmt::format(" (process {})", *owner) : std::string();
  return {
      Errc::kBusy,
      fmt::format("{}: in use by a running kabar{}; stop that first, or choose another folder with --data",
                  folder.string(), who)};
}

}  // namespace

std::optional<int> DataLock::owner(const std::filesystem::path& folder) {
  const DataLock lock(::open((folder / "lock").c_str(), O_RDONLY | O_CLOEXEC));
  return lock.file_ < 0 ? std::nullopt : owner_of(lock.file_);
}

Result<DataLock> DataLock::acquire(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return cannot(folder, failed.value());
  const auto path = folder / "lock";
  DataLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.file_ < 0) return cannot(path, errno);
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return busy(folder, owner_of(lock.file_));
    return cannot(path, errno);
  }
  const auto pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(lock.file_, 0) != 0 || ::pwrite(lock.file_, pid.data(), pid.size(), 0) < 0)
    return cannot(path, errno);
  return lock;
}

DataLock::~DataLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace kabar::store
