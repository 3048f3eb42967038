#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "kabar/base/bytes.h"

namespace kabar {

/// SHA-1 (RFC 3174): for digests that archives carry, never for what must be safe against an adversary.
std::array<std::uint8_t, 20> sha1(ByteView bytes);

/// In base32 without padding (RFC 4648), 32 letters, as WARC and CDX write it.
std::string sha1_base32(ByteView bytes);

}  // namespace kabar
