#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::collect {

/// The bytes of a regular file or of standard input ("-") as they lie there, a window at a time. One thread.
class RawFile {
 public:
  /// What was taken can be gone back to for so many bytes.
  static constexpr std::size_t kHistory = std::size_t{64} * 1024;

  /// kNotFound, or kIo for what cannot be read or is no regular file; the message names it.
  static Result<RawFile> open(const std::filesystem::path& path);
  RawFile(RawFile&& other) noexcept;
  RawFile& operator=(RawFile&& other) noexcept;
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile();

  /// What was read and not taken.
  ByteView rest() const noexcept { return ByteView(buffer_).subspan(begin_, end_ - begin_); }
  /// Reads until rest() has at least `want` bytes; it has fewer at the end of the file.
  Status want(std::size_t want);
  void take(std::size_t bytes) noexcept { begin_ += bytes; }

  /// Where rest() begins in the file.
  std::uint64_t offset() const noexcept { return read_ - (end_ - begin_); }
  /// Goes back to `offset`, or as far as the history reaches.
  void go_back(std::uint64_t offset) noexcept;
  /// Of a regular file.
  std::optional<std::uint64_t> size() const noexcept { return size_; }
  const std::string& name() const noexcept { return name_; }

 private:
  RawFile(int fd, std::string name, std::optional<std::uint64_t> size);
  void make_room(std::size_t want);

  int fd_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  Bytes buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t read_ = 0;
};

}  // namespace kabar::collect
