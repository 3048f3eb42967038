#pragma once

#include "kabar/picture/bitmap.h"

namespace kabar::picture {

/// What of a picture of that size is shown where the place is 16 to 9.
struct Part {
  std::uint32_t left = 0, top = 0;
  Size size;
};

/// The largest part of 16 to 9: its middle, of a tall picture what is nearer to the top, where heads are.
Part widescreen_part(Size size) noexcept;

/// The part in `size` pixels, none of which may be more than there are in the part: each is the mean of what
/// it covers.
Bitmap shrink(const Bitmap& picture, const Part& part, Size size);

}  // namespace kabar::picture
