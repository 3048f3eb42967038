#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::compress {

enum class Packing : std::uint8_t { kNone, kGzip, kZstd };

/// How bytes that begin like this are packed; four of them tell. A zstd file may begin with a skippable
/// frame.
Packing packing_of(ByteView head) noexcept;

/// Decompresses a stream of any length piece by piece: one gzip member (RFC 1952) or zstd frame (RFC 8878)
/// after the other. Memory is that of the window, 128 MiB at most. One thread.
class StreamDecoder {
 public:
  struct Step {
    std::size_t taken = 0;  ///< of `in`
    std::size_t given = 0;  ///< to `out`
    bool ended = false;     ///< a member or frame ended here; the next call begins another
    bool broken = false;    ///< no member goes on like this; what was given before is good
  };

  /// `packing` is kGzip or kZstd.
  explicit StreamDecoder(Packing packing);
  StreamDecoder(StreamDecoder&&) noexcept;
  StreamDecoder& operator=(StreamDecoder&&) noexcept;
  ~StreamDecoder();

  Step decode(ByteView in, std::span<std::byte> out);
  /// Decodes the gzip member that begins `in` at once, which is faster, where all of it is there and fits
  /// into `out`. Otherwise, and within a member, takes nothing: decode() does it, or says what is wrong.
  Step decode_member(ByteView in, std::span<std::byte> out);
  /// Forgets the member that it is in.
  void restart();
  /// What zstd frames were packed with. kInvalidInput when it is no dictionary.
  Status use_dictionary(ByteView dictionary);

 private:
  class Codec;
  class Gzip;
  class Zstd;
  std::unique_ptr<Codec> codec_;
};

}  // namespace kabar::compress
