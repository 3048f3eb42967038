#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "kabar/base/result.h"
#include "kabar/collect/packed_stream.h"

namespace kabar::collect {

/// The lines of a text file, packed or not, or of standard input ("-"), one at a time, so that an archive of
/// any size takes no more memory than its longest line. One thread.
class LineReader {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{64} * 1024 * 1024;

  static Result<LineReader> open(const std::filesystem::path& path);
  explicit LineReader(PackedStream stream) : stream_(std::move(stream)) {}

  /// The next line without its end; nothing at the end of the file. kTooLarge for a line above kMaxLine
  /// (reading goes on behind it), kIo and kInvalidInput (broken gzip) end the file.
  Result<std::optional<std::string>> next();

  /// Number of the line that next() gave, from 1.
  std::uint64_t line_number() const noexcept { return number_; }
  /// Bytes of the file as it lies on disk that were read so far.
  std::uint64_t bytes_read() const noexcept { return stream_.bytes_read(); }

 private:
  PackedStream stream_;
  std::uint64_t number_ = 0;
};

}  // namespace kabar::collect
