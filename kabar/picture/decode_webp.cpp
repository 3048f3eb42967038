#include <webp/decode.h>

#include <algorithm>
#include <cmath>

#include "kabar/picture/decoders.h"

namespace kabar::picture {
namespace {

/// The decoder's settings and its pixels, which go on every way out.
class Decoder {
 public:
  Decoder() : sound_(WebPInitDecoderConfig(&config_) != 0) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { WebPFreeDecBuffer(&config_.output); }

  bool sound() const noexcept { return sound_; }
  WebPDecoderConfig& config() noexcept { return config_; }

 private:
  WebPDecoderConfig config_{};
  bool sound_;
};

/// Not smaller than `least`, nor larger than the picture.
Size choose_size(Size size, Size least) {
  const double ratio = std::max(double{1} * least.width / size.width, double{1} * least.height / size.height);
  if (ratio >= 1) return size;
  return {static_cast<std::uint32_t>(std::lround(std::ceil(size.width * ratio))),
          static_cast<std::uint32_t>(std::lround(std::ceil(size.height * ratio)))};
}

void put_on_white(const std::uint8_t* rgba, std::vector<std::uint8_t>& rgb) {
  for (std::size_t pixel = 0; pixel * 3 < rgb.size(); ++pixel) {
    const unsigned alpha = rgba[pixel * 4 + 3];
    for (std::size_t i = 0; i < 3; ++i)
      rgb[pixel * 3 + i] =
          static_cast<std::uint8_t>((rgba[pixel * 4 + i] * alpha + 255 * (255 - alpha)) / 255);
  }
}

}  // namespace

Result<Bitmap> decode_webp(ByteView bytes, Size least) {
  Decoder decoder;
  if (!decoder.sound()) return Error{Errc::kInternal, "WebP: another version of the library"};
  auto& config = decoder.config();
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK || config.input.width < 1 ||
      config.input.height < 1)
    return Error{Errc::kInvalidInput, "WebP: a broken head"};
  if (config.input.has_animation != 0) return Error{Errc::kUnsupported, "WebP: it moves"};
  const Size size{static_cast<std::uint32_t>(config.input.width),
                  static_cast<std::uint32_t>(config.input.height)};
  KABAR_CHECK(check_size(size));
  Bitmap out;
  out.size = choose_size(size, least);
  config.options.use_scaling = 1;
  config.options.scaled_width = static_cast<int>(out.size.width);
  config.options.scaled_height = static_cast<int>(out.size.height);
  config.output.colorspace = MODE_RGBA;
  if (WebPDecode(data, bytes.size(), &config) != VP8_STATUS_OK)
    return Error{Errc::kInvalidInput, "WebP: it cannot be decoded"};
  out.rgb.resize(out.row_bytes() * out.size.height);
  put_on_white(config.output.u.RGBA.rgba, out.rgb);
  return out;
}

}  // namespace kabar::picture
