#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/understand/analysis_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::understand;
  const auto analysis = decode({reinterpret_cast<const char*>(data), size});
  if (!analysis) return 0;
  const auto bytes = encode(*analysis);
  const auto back = decode(bytes);
  KABAR_ASSERT(back && *back == *analysis);
  return 0;
}
