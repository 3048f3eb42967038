#pragma once

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/picture/bitmap.h"

// One for each kind of file, each the only one that knows its library; decode.h chooses.
namespace kabar::picture {

Result<Bitmap> decode_jpeg(ByteView bytes, Size least);
Result<Bitmap> decode_png(ByteView bytes);
Result<Bitmap> decode_webp(ByteView bytes, Size least);
Result<Bitmap> decode_gif(ByteView bytes);

/// kTooLarge beyond the limits of decode.h, kInvalidInput for a picture without pixels.
Status check_size(Size size);

/// Whether a picture of that size, or one that is made from it, is as large as `least`.
constexpr bool reaches(Size size, Size least) noexcept {
  return size.width >= least.width && size.height >= least.height;
}

}  // namespace kabar::picture
