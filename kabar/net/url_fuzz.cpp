#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/net/url.h"

/// Any text parses or is refused; what was parsed reads back as itself and has a family.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto url = kabar::net::Url::parse(input);
  if (!url) return 0;
  const auto again = kabar::net::Url::parse(url->to_string());
  if (!again || kabar::net::url_family(url->to_string()).empty()) __builtin_trap();
  (void)url->resolve(input);
  (void)kabar::net::url_family(input, input);
  return 0;
}
