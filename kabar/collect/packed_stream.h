#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::collect {

/// Where something begins in a file, for messages: "byte 120", or in a gzip member or zstd frame that begins
/// there, "byte 120 + 35 unpacked".
struct StreamPosition {
  std::uint64_t member =
      0;  ///< byte of the file at which the member begins; of a plain file, the byte itself
  std::uint64_t within = 0;  ///< unpacked bytes behind that

  std::string to_string() const;
};

/// The bytes of a file or of standard input ("-"), unpacked while they are read: plain, gzip or zstd, of one
/// member or of many (so that each WARC record has its own), zstd with the dictionary that the file begins
/// with. Takes no more memory than what is looked at at once, whatever the file's size. One thread.
///
/// A member that is broken gives what is good of it, then an Error; recover() goes on at the next member.
class PackedStream {
 public:
  /// kNotFound, or kIo for what cannot be read or is no regular file.
  static Result<PackedStream> open(const std::filesystem::path& path);
  PackedStream(PackedStream&&) noexcept;
  PackedStream& operator=(PackedStream&&) noexcept;
  ~PackedStream();

  /// The next bytes, at least `want` of them where the stream holds as many; fewer at its end, or before an
  /// error that a later call gives, when all of them were taken. They stay valid until the next call.
  Result<std::string_view> peek(std::size_t want = 1);
  /// Takes off bytes that peek() gave.
  void take(std::size_t bytes) noexcept;

  /// Whether the member in which the next byte lies is known to be broken further on.
  bool member_is_broken() const noexcept;
  /// All that is left; kTooLarge above `max_bytes`.
  Result<Bytes> read_rest(std::size_t max_bytes);

  /// From now on a member that swells to more than 64 MiB and `ratio` times its size is broken: for those who
  /// pass over what a stranger says is there.
  void cap_ratio(std::uint64_t ratio) noexcept;
  /// After an Error of peek(): looks for the next member that begins with `magic`, and goes on there. False
  /// at the end of the file.
  bool recover(std::string_view magic);

  StreamPosition position() const noexcept;
  /// How many of the bytes that peek() gave belong to the member in which the next byte lies; nothing where
  /// the file is plain.
  std::optional<std::size_t> left_of_member() const noexcept;
  /// Bytes of a plain regular file that were not taken yet.
  std::optional<std::uint64_t> left_of_plain_file() const noexcept;
  /// Bytes of the file as it lies on disk that were read so far.
  std::uint64_t bytes_read() const noexcept;
  const std::string& name() const noexcept;

 private:
  class State;
  explicit PackedStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::collect
