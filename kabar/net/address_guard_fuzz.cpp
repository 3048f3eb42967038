#include <arpa/inet.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/net/address_guard.h"

/// Whatever a resolver would take for an IPv4 address (inet_aton reads decimal, octal, hex and short ones) is
/// refused before it is looked up, unless it is a public one in its usual spelling.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::net;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const AddressGuard guard;
  const auto url = Url::parse(input);
  const auto spelt = url ? url : Url::parse("http://" + std::string(input) + "/");
  if (spelt && guard.check(*spelt)) {
    in_addr number{};
    const auto read = IpAddress::parse(spelt->host);
    if (::inet_aton(spelt->host.c_str(), &number) != 0 && (!read || !read->is_v4())) __builtin_trap();
    if (read && !special_kind(*read).empty()) __builtin_trap();
    if (port_of(*spelt) != 80 && port_of(*spelt) != 443) __builtin_trap();
  }
  if (const auto address = IpAddress::parse(input)) {
    if (IpAddress::parse(address->to_string()) != address) __builtin_trap();
    if (const auto network = IpNetwork::parse(input); !network && !input.starts_with('[')) __builtin_trap();
  }
  // An entry of the settings opens what it names: none of a few bytes names all of the loopback and more.
  const auto opened = AddressGuard::parse(input, "");
  if (opened && input.find('/') == input.npos) {
    const auto other = Url::parse("http://some-name-that-no-entry-has.example/");
    const auto let_through = [&](std::uint32_t number) {
      return static_cast<bool>(opened->check(*other, IpAddress::v4(number)));
    };
    const bool both = let_through(0x7F000001) && let_through(0x0A000001);
    if (both && input.find(',') == input.npos) __builtin_trap();
  }
  return 0;
}
