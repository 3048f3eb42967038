#include "kabar/picture/decode.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/picture/decoders.h"
#include "kabar/text/file_signature.h"

namespace kabar::picture {

Status check_size(Size size) {
  if (size.width == 0 || size.height == 0) return Error{Errc::kInvalidInput, "a picture without pixels"};
  if (std::max(size.width, size.height) > kLongestSide ||
      std::uint64_t{size.width} * size.height > kMostPixels)
    return Error{Errc::kTooLarge, fmt::format("a picture of {} × {} pixels", size.width, size.height)};
  return ok();
}

Result<Bitmap> decode(ByteView bytes, Size least) {
  const auto type = text::picture_type(as_chars(bytes));
  if (type == "image/jpeg") return decode_jpeg(bytes, least);
  if (type == "image/png") return decode_png(bytes);
  if (type == "image/webp") return decode_webp(bytes, least);
  if (type == "image/gif") return decode_gif(bytes);
  return Error{Errc::kUnsupported, "not a JPEG, PNG, WebP or GIF picture"};
}

}  // namespace kabar::picture
