#pragma once

#include <cstddef>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::compress {

struct GunzipLimits {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;  ///< of the decompressed whole
  /// Decompressed to compressed bytes; honest HTML seldom reaches 100, a bomb 1,000.
  /// Not looked at below 1 MiB.
  std::size_t max_ratio = 250;
};

/// Whether the bytes begin as a gzip file does.
bool is_gzip(ByteView bytes) noexcept;

/// Decompresses a gzip file (RFC 1952) of one member or several; what follows the last member is ignored when
/// it is no member. kTooLarge names the cap that was reached, kInvalidInput says that the bytes are no gzip,
/// broken or cut short. Memory never exceeds the cap. Safe from any thread.
Result<Bytes> gunzip(ByteView bytes, const GunzipLimits& limits = {});

/// One gzip member, without a time of its own: the same bytes give the same. Safe from any thread.
Bytes gzip(ByteView bytes);

}  // namespace kabar::compress
