#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/understand/facts_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::understand;
  const auto facts = decode_facts({reinterpret_cast<const char*>(data), size});
  if (!facts) return 0;
  const auto back = decode_facts(encode(*facts));
  KABAR_ASSERT(back && *back == *facts);
  return 0;
}
