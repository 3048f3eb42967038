#include "kabar/compress/content_coding.h"

#include <cstddef>
#include <cstdint>

/// The first line of the input is the header, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line = input.find('\n');
  if (line == input.npos) return 0;
  const auto body = kabar::as_bytes(input.substr(line + 1));
  constexpr std::size_t kMaxBytes = 100'000;
  const auto out = kabar::compress::undo_content_codings(
      input.substr(0, line), kabar::Bytes(body.begin(), body.end()), {.max_bytes = kMaxBytes});
  if (out && out->size() > kMaxBytes && out->size() != body.size()) __builtin_trap();
  return 0;
}
