#include "kabar/picture/webp_encoder.h"

#include <webp/encode.h>

namespace kabar::picture {
namespace {

constexpr float kQuality = 74;
constexpr int kEffort = 3;  // 0 to 6: a third of the time of the usual 4, a hundredth more bytes

/// What the encoder works on and writes to; both go on every way out.
class Encoder {
 public:
  Encoder() : sound_(WebPPictureInit(&picture_) != 0) { WebPMemoryWriterInit(&writer_); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  ~Encoder() {
    WebPPictureFree(&picture_);
    WebPMemoryWriterClear(&writer_);
  }

  bool run(const Bitmap& from) {
    WebPConfig config;
    if (!sound_ || WebPConfigPreset(&config, WEBP_PRESET_PHOTO, kQuality) == 0) return false;
    config.method = kEffort;
    picture_.width = static_cast<int>(from.size.width);
    picture_.height = static_cast<int>(from.size.height);
    picture_.writer = WebPMemoryWrite;
    picture_.custom_ptr = &writer_;
    return WebPPictureImportRGB(&picture_, from.rgb.data(), static_cast<int>(from.row_bytes())) != 0 &&
           WebPEncode(&config, &picture_) != 0;
  }
  std::string take() const { return {reinterpret_cast<const char*>(writer_.mem), writer_.size}; }

 private:
  WebPPicture picture_{};
  WebPMemoryWriter writer_{};
  bool sound_;
};

}  // namespace

Result<std::string> encode_webp(const Bitmap& picture) {
  Encoder encoder;
  if (!encoder.run(picture)) return Error{Errc::kInternal, "WebP: it cannot be encoded"};
  return encoder.take();
}

}  // namespace kabar::picture
