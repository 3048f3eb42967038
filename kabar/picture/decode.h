#pragma once

#include <cstdint>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/picture/bitmap.h"

namespace kabar::picture {

/// Beyond that nothing is decoded: what a camera makes, not what is made to fill a memory.
constexpr std::uint64_t kMostPixels = 30'000'000;
constexpr std::uint32_t kLongestSide = 16'000;

/// The pixels of a JPEG, PNG, WebP or GIF file, told by its first bytes; the first picture of several,
/// on white where it is transparent, upright where a camera noted how it was held. Where the format allows it
/// the picture is made smaller while it is read, but never smaller than `least` in either direction.
///
/// kUnsupported for any other kind of file (SVG too) and for what moves in WebP, kTooLarge beyond the limits
/// above, told from the head before room for pixels is made, kInvalidInput for what cannot be decoded.
Result<Bitmap> decode(ByteView bytes, Size least);

}  // namespace kabar::picture
