#include <turbojpeg.h>

#include <fmt/format.h>

#include <memory>

#include "kabar/picture/decoders.h"
#include "kabar/picture/orientation.h"

namespace kabar::picture {
namespace {

struct Close {
  void operator()(void* handle) const noexcept { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Close>;

struct Head {
  int width = 0, height = 0, subsampling = 0, colours = 0;
};

Size scaled(const Head& head, tjscalingfactor factor) {
  return {static_cast<std::uint32_t>(TJSCALED(head.width, factor)),
          static_cast<std::uint32_t>(TJSCALED(head.height, factor))};
}

/// The smallest of the sizes that the decoder can make which is large enough, never above the picture's own.
Size choose_size(const Head& head, Size least) {
  Size best{static_cast<std::uint32_t>(head.width), static_cast<std::uint32_t>(head.height)};
  int count = 0;
  const auto* const factors = tjGetScalingFactors(&count);
  for (int i = 0; i < count; ++i) {
    const auto size = scaled(head, factors[i]);
    if (size.width < best.width && reaches(size, least)) best = size;
  }
  return best;
}

/// As printers mix colours, in the inverted form that is in use.
void mix_inks(const std::vector<std::uint8_t>& inks, std::vector<std::uint8_t>& rgb) {
  for (std::size_t pixel = 0; pixel * 4 < inks.size(); ++pixel) {
    const auto* const ink = &inks[pixel * 4];
    for (std::size_t i = 0; i < 3; ++i)
      rgb[pixel * 3 + i] = static_cast<std::uint8_t>(unsigned{ink[i]} * ink[3] / 255);
  }
}

bool is_of_inks(const Head& head) {
  return head.colours == TJCS_CMYK || head.colours == TJCS_YCCK;
}

Error broken(const Handle& handle) {
  return {Errc::kInvalidInput, fmt::format("JPEG: {}", tjGetErrorStr2(handle.get()))};
}

Status read_pixels(const Handle& handle, ByteView bytes, Size size, int format,
                   std::vector<std::uint8_t>& into) {
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  const int done = tjDecompress2(handle.get(), data, bytes.size(), into.data(), static_cast<int>(size.width),
                                 0, static_cast<int>(size.height), format, TJFLAG_LIMITSCANS);
  // What is odd, or ends too early, is shown as far as it goes.
  if (done != 0 && tjGetErrorCode(handle.get()) != TJERR_WARNING) return broken(handle);
  return ok();
}

}  // namespace

Result<Bitmap> decode_jpeg(ByteView bytes, Size least) {
  const Handle handle(tjInitDecompress());
  if (!handle) return Error{Errc::kInternal, "JPEG: no memory"};
  Head head;
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  if (tjDecompressHeader3(handle.get(), data, bytes.size(), &head.width, &head.height, &head.subsampling,
                          &head.colours) != 0)
    return broken(handle);
  if (head.width < 1 || head.height < 1) return broken(handle);
  KABAR_CHECK(check_size({static_cast<std::uint32_t>(head.width), static_cast<std::uint32_t>(head.height)}));
  const auto turned = jpeg_orientation(bytes);
  if (is_sideways(turned)) least = {least.height, least.width};
  Bitmap out;
  out.size = choose_size(head, least);
  const auto pixels = std::size_t{out.size.width} * out.size.height;
  out.rgb.resize(pixels * 3);
  if (is_of_inks(head)) {
    std::vector<std::uint8_t> inks(pixels * 4);
    KABAR_CHECK(read_pixels(handle, bytes, out.size, TJPF_CMYK, inks));
    mix_inks(inks, out.rgb);
  } else {
    KABAR_CHECK(read_pixels(handle, bytes, out.size, TJPF_RGB, out.rgb));
  }
  return upright(std::move(out), turned);
}

}  // namespace kabar::picture
