#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::compress {

/// Compresses our own text for storage (zstd, RFC 8878). Keeps its tables from one call to the next, so one
/// thread at a time; cheap per call.
class ZstdCompressor {
 public:
  explicit ZstdCompressor(int level = 3);
  ZstdCompressor(ZstdCompressor&&) noexcept;
  ZstdCompressor& operator=(ZstdCompressor&&) noexcept;
  ~ZstdCompressor();

  /// The result stays valid until the next call.
  Result<ByteView> compress(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Gives back what ZstdCompressor was given. kCorrupt for other bytes, kTooLarge above `max_bytes`. Safe from
/// any thread.
Result<std::string> zstd_decompress(ByteView bytes, std::size_t max_bytes = std::size_t{256} * 1024 * 1024);

}  // namespace kabar::compress
