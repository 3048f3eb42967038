#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/net/http_message.h"

/// A head is whole or refused; what was read lies inside of the message, and a body only gets shorter when
/// its chunks are joined.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto head = net::parse_http_head(input);
  if (head) {
    if (head->length > size || head->status < 200 || head->status > 999) __builtin_trap();
    if (head->fields.size() > net::HeaderFields::kMaxFields) __builtin_trap();
    (void)net::says_chunked(head->fields);
    (void)head->media_type();
  }
  const auto bytes = as_bytes(input.substr(head ? head->length : 0));
  if (net::join_chunks({bytes.begin(), bytes.end()}).size() > bytes.size()) __builtin_trap();
  return 0;
}
