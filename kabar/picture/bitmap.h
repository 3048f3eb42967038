#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kabar::picture {

struct Size {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/// A picture as pixels: rows from the top, three bytes a pixel (red, green, blue), no gaps.
struct Bitmap {
  Size size;
  std::vector<std::uint8_t> rgb;

  std::size_t row_bytes() const noexcept { return std::size_t{size.width} * 3; }
};

}  // namespace kabar::picture
