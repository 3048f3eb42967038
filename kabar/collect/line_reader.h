#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::collect {

/// The lines of a text file, gzipped or not, or of standard input ("-"), one at a time, so that an archive of
/// any size takes no more memory than its longest line. One thread.
class LineReader {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{64} * 1024 * 1024;

  static Result<LineReader> open(const std::filesystem::path& path);
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  ~LineReader();

  /// The next line without its end; nothing at the end of the file. kTooLarge for a line above kMaxLine
  /// (reading goes on behind it), kIo and kInvalidInput (broken gzip) end the file.
  Result<std::optional<std::string>> next();

  /// Whether the first character that is no blank is '{'. Before the first next() only.
  bool starts_with_object();
  /// All that is left, as it is; kTooLarge above `max_bytes`.
  Result<Bytes> read_rest(std::size_t max_bytes);

  /// Number of the line that next() gave, from 1.
  std::uint64_t line_number() const noexcept { return number_; }
  /// Bytes of the file as it lies on disk that were read so far.
  std::uint64_t bytes_read() const noexcept;

 private:
  struct Stream;
  explicit LineReader(std::unique_ptr<Stream> stream);
  bool fill();
  /// Whether there are bytes in the buffer, after filling it where it is empty.
  Result<bool> refill();

  std::unique_ptr<Stream> stream_;
  std::uint64_t number_ = 0;
};

}  // namespace kabar::collect
