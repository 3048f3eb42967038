#include "kabar/picture/thumbnails.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/picture/decode.h"
#include "kabar/picture/shrink.h"
#include "kabar/picture/webp_encoder.h"

namespace kabar::picture {
namespace {

constexpr std::uint32_t kNarrowest = 120;  // of what is shown

std::uint32_t height_of(std::uint32_t width, Size whole) {
  const auto height = std::uint64_t{width} * whole.height / whole.width;
  return std::max(1U, static_cast<std::uint32_t>(height));
}

}  // namespace

Result<std::vector<Thumbnail>> thumbnails(ByteView file) {
  constexpr Size kLeast{kWidths.back(), kWidths.back() * 9 / 16};
  KABAR_TRY(auto picture, decode(file, kLeast));
  auto part = widescreen_part(picture.size);
  if (part.size.width < kNarrowest)
    return Error{Errc::kUnsupported,
                 fmt::format("a picture of {} × {} pixels", picture.size.width, picture.size.height)};
  std::vector<Thumbnail> out(kWidths.size());
  for (std::size_t i = kWidths.size(); i-- > 0;) {  // each from the next larger one
    const auto width = std::min(kWidths[i], part.size.width);
    picture = shrink(picture, part, {width, std::min(height_of(width, part.size), part.size.height)});
    part = {0, 0, picture.size};
    KABAR_TRY(out[i].webp, encode_webp(picture));
    out[i].width = kWidths[i];
  }
  return out;
}

}  // namespace kabar::picture
