#include "kabar/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace kabar {
namespace {

/// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

Error system_error(const std::filesystem::path& path, int code) {
  return {code == ENOENT ? Errc::kNotFound : Errc::kIo,
          fmt::format("{}: {}", path.string(), std::generic_category().message(code))};
}

Result<Bytes> read_descriptor(int fd, const std::filesystem::path& path, std::size_t expected,
                              std::size_t max_bytes) {
  constexpr std::size_t kStep = std::size_t{64} * 1024;
  Bytes out(std::min(expected, max_bytes) + 1);
  std::size_t used = 0;
  while (true) {
    if (used == out.size()) out.resize(out.size() + std::max(kStep, out.size() / 2));
    const auto got = ::read(fd, out.data() + used, out.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(path, errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > max_bytes)
      return Error{Errc::kTooLarge, fmt::format("{}: larger than {} bytes", path.string(), max_bytes)};
  }
  out.resize(used);
  return out;
}

Status write_all(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const auto put = ::write(fd, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return system_error(path, errno);
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(fd) != 0) return system_error(path, errno);
  return ok();
}

}  // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return system_error(path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_error(path, errno);
  if (S_ISDIR(info.st_mode)) return system_error(path, EISDIR);
  if (!S_ISREG(info.st_mode)) return Error{Errc::kIo, fmt::format("{}: not a regular file", path.string())};
  return read_descriptor(file.get(), path, static_cast<std::size_t>(info.st_size), max_bytes);
}

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t max_bytes) {
  KABAR_TRY(const Bytes bytes, read_file(path, max_bytes));
  return std::string(as_chars(bytes));
}

Result<Bytes> read_stdin(std::size_t max_bytes) {
  return read_descriptor(STDIN_FILENO, "standard input", std::size_t{64} * 1024, max_bytes);
}

Status write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  auto beside = path;
  beside += fmt::format(".{}.tmp", ::getpid());
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) return system_error(beside, errno);
    auto written = write_all(file.get(), content, beside);
    if (!written) {
      ::unlink(beside.c_str());
      return written;
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int code = errno;
    ::unlink(beside.c_str());
    return system_error(path, code);
  }
  return ok();
}

}  // namespace kabar
