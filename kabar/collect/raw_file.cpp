#include "kabar/collect/raw_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace kabar::collect {
namespace {

constexpr std::size_t kWindow = std::size_t{256} * 1024;

Error system_error(const std::string& name, int code) {
  return {code == ENOENT ? Errc::kNotFound : Errc::kIo,
          fmt::format("{}: {}", name, std::generic_category().message(code))};
}

}  // namespace

Result<RawFile> RawFile::open(const std::filesystem::path& path) {
  const bool standard_input = path == "-";
  std::error_code ignored;
  const bool pipe = std::filesystem::is_fifo(path, ignored);  // whoever names one waits for its writer
  const int fd = standard_input ? ::dup(STDIN_FILENO)
                                : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (pipe ? 0 : O_NONBLOCK));
  auto name = standard_input ? std::string("standard input") : path.string();
  if (fd < 0) return system_error(name, errno);
  RawFile file(fd, std::move(name), std::nullopt);
  struct stat info {};
  if (::fstat(fd, &info) != 0) return system_error(file.name_, errno);
  const bool regular = S_ISREG(info.st_mode);
  if (!standard_input && !regular && !(pipe && S_ISFIFO(info.st_mode)))
    return Error{Errc::kIo, fmt::format("{}: not a regular file", file.name_)};
  if (regular && !standard_input) file.size_ = static_cast<std::uint64_t>(info.st_size);
  return file;
}

RawFile::RawFile(int fd, std::string name, std::optional<std::uint64_t> size)
    : fd_(fd), name_(std::move(name)), size_(size), buffer_(kWindow + kHistory) {}

RawFile::RawFile(RawFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      name_(std::move(other.name_)),
      size_(other.size_),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      end_(other.end_),
      read_(other.read_) {}

RawFile& RawFile::operator=(RawFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  name_ = std::move(other.name_);
  size_ = other.size_;
  buffer_ = std::move(other.buffer_);
  begin_ = other.begin_;
  end_ = other.end_;
  read_ = other.read_;
  return *this;
}

RawFile::~RawFile() {
  if (fd_ >= 0) ::close(fd_);
}

void RawFile::make_room(std::size_t want) {
  const auto kept_from = begin_ - std::min(begin_, kHistory);
  std::move(buffer_.begin() + static_cast<std::ptrdiff_t>(kept_from),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
  begin_ -= kept_from;
  end_ -= kept_from;
  if (begin_ + want > buffer_.size()) buffer_.resize(begin_ + want);
}

Status RawFile::want(std::size_t want) {
  while (end_ - begin_ < want) {
    if (begin_ + want > buffer_.size() || end_ == buffer_.size()) make_room(want);
    const auto got = ::read(fd_, buffer_.data() + end_, buffer_.size() - end_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(name_, errno);
    if (got == 0) break;
    end_ += static_cast<std::size_t>(got);
    read_ += static_cast<std::uint64_t>(got);
  }
  return ok();
}

void RawFile::go_back(std::uint64_t offset) noexcept {
  const auto here = this->offset();
  if (offset >= here) return;
  begin_ -= static_cast<std::size_t>(std::min<std::uint64_t>(here - offset, begin_));
}

}  // namespace kabar::collect
