#pragma once

#include <png.h>
#include <turbojpeg.h>

#include <cstdint>
#include <string>

#include "kabar/picture/bitmap.h"

namespace kabar::picture {

/// Red on the left half, blue on the right.
inline Bitmap two_colours(std::uint32_t width, std::uint32_t height) {
  Bitmap out{{width, height}, std::vector<std::uint8_t>(std::size_t{width} * height * 3)};
  for (std::size_t i = 0; i < out.rgb.size(); i += 3) {
    const bool left = i / 3 % width < width / 2;
    out.rgb[i] = left ? 255 : 0;
    out.rgb[i + 2] = left ? 0 : 255;
  }
  return out;
}

inline std::string as_jpeg(const Bitmap& from) {
  auto* const handle = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  tjCompress2(handle, from.rgb.data(), static_cast<int>(from.size.width), 0,
              static_cast<int>(from.size.height), TJPF_RGB, &bytes, &size, TJSAMP_444, 95, 0);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(handle);
  return out;
}

inline std::string as_png(const Bitmap& from) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = from.size.width;
  image.height = from.size.height;
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, from.rgb.data(), 0, nullptr);
  std::string out(size, '\0');
  png_image_write_to_memory(&image, out.data(), &size, 0, from.rgb.data(), 0, nullptr);
  out.resize(size);
  return out;
}

}  // namespace kabar::picture
