// Any bytes under any label: valid UTF-8 comes out, or a reason.
#include <cstddef>
#include <cstdint>

#include "kabar/base/assert.h"
#include "kabar/text/charset.h"
#include "kabar/text/utf8_repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kLabels[] = {"",          "utf-8",        "gb2312",
                                                 "shift_jis", "windows-1251", "utf-16"};
  if (size == 0) return 0;
  const kabar::ByteView bytes = std::as_bytes(std::span(data, size));
  const auto decoded = kabar::text::decode_page(bytes.subspan(1), kLabels[data[0] % std::size(kLabels)]);
  if (!decoded) {
    KABAR_ASSERT(!decoded.error().message.empty());
    return 0;
  }
  KABAR_ASSERT(kabar::text::is_clean_utf8(decoded->utf8));
  return 0;
}
