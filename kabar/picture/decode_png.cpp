#include <png.h>

#include <fmt/format.h>

#include "kabar/picture/decoders.h"

namespace kabar::picture {
namespace {

/// The library's state, which goes on every way out.
class Image {
 public:
  Image() {
    image_.version = PNG_IMAGE_VERSION;
    image_.opaque = nullptr;
  }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image() { png_image_free(&image_); }

  png_image* get() noexcept { return &image_; }
  Error error() const { return {Errc::kInvalidInput, fmt::format("PNG: {}", image_.message)}; }

 private:
  png_image image_{};
};

}  // namespace

Result<Bitmap> decode_png(ByteView bytes) {
  Image image;
  if (png_image_begin_read_from_memory(image.get(), bytes.data(), bytes.size()) == 0) return image.error();
  Bitmap out;
  out.size = {image.get()->width, image.get()->height};
  KABAR_CHECK(check_size(out.size));
  image.get()->format = PNG_FORMAT_RGB;
  out.rgb.resize(out.row_bytes() * out.size.height);
  const png_color white{255, 255, 255};
  if (png_image_finish_read(image.get(), &white, out.rgb.data(), 0, nullptr) == 0) return image.error();
  return out;
}

}  // namespace kabar::picture
