#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "kabar/picture/decode.h"
#include "kabar/picture/thumbnails.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  const auto decoded = kabar::picture::decode(bytes, {64, 36});
  if (!decoded) return 0;
  const auto pixels = std::size_t{decoded->size.width} * decoded->size.height;
  if (pixels == 0 || decoded->rgb.size() != pixels * 3) std::abort();
  if (pixels > std::size_t{1} << 20) return 0;  // encoding alone would take the time
  const auto made = kabar::picture::thumbnails(bytes);
  if (!made) return 0;
  for (const auto& one : *made)
    if (!kabar::picture::decode(kabar::as_bytes(one.webp), {1, 1})) std::abort();
  return 0;
}
