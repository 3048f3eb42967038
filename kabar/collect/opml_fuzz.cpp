#include <cstddef>
#include <cstdint>
#include <span>

#include "kabar/collect/opml.h"

/// What was read and is written is read as the same feeds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar;
  const auto opml = collect::parse_opml(std::as_bytes(std::span(data, size)));
  if (!opml) return 0;
  const auto again = collect::parse_opml(as_bytes(collect::write_opml(*opml)));
  if (!again || again->feeds != opml->feeds) __builtin_trap();
  return 0;
}
