#pragma once

#include <cstdint>

#include "kabar/base/bytes.h"
#include "kabar/picture/bitmap.h"

namespace kabar::picture {

/// How a camera was held, as Exif has it (CIPA DC-008, tag 0x0112): 1 to 8, 1 is upright.
using Orientation = std::uint8_t;

/// What a JPEG file notes of it; 1 where it notes nothing that can be read.
Orientation jpeg_orientation(ByteView bytes) noexcept;

/// Whether width and height change places.
constexpr bool is_sideways(Orientation turned) noexcept {
  return turned >= 5;
}

Bitmap upright(Bitmap picture, Orientation turned);

}  // namespace kabar::picture
