#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::picture {

/// As wide as the pages want them, in pixels: beside a list, on a card, across a page.
constexpr std::array<std::uint32_t, 3> kWidths{240, 480, 960};

struct Thumbnail {
  std::uint32_t width = 0;  ///< that it is for: the picture itself is never wider than it came
  std::string webp;
};

/// The picture of a file in all of kWidths, 16 to 9. Fails as decode() does, and with kUnsupported where it
/// is too small to be the picture of an article: a logo, a counter's dot. Pure; any thread.
Result<std::vector<Thumbnail>> thumbnails(ByteView file);

}  // namespace kabar::picture
