#include <cstddef>
#include <cstdint>

#include "kabar/compress/gzip.h"
#include "kabar/compress/zstd.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  constexpr std::size_t kMaxBytes = 100'000;
  const auto out = kabar::compress::gunzip(bytes, {.max_bytes = kMaxBytes});
  if (out && out->size() > kMaxBytes) __builtin_trap();
  (void)static_cast<bool>(kabar::compress::zstd_decompress(bytes, kMaxBytes));
  return 0;
}
