#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/net/ip_address.h"
#include "kabar/net/url.h"

namespace kabar::net {

/// What kind of special address it is, for people ("a private address"); empty for one of the public
/// internet. Follows the special-purpose registries of IANA (RFC 6890), and takes for special what is not yet
/// given out in IPv6, what carries an IPv4 address in it (mapped, NAT64, 6to4, Teredo), and where clouds keep
/// their machines' secrets.
std::string_view special_kind(const IpAddress& address) noexcept;

/// Decides what kabar may connect to when others name the address: a feed, a page, a redirect. So that nobody
/// can make it talk to the machine that it runs on or the network behind it, only public addresses at the
/// usual ports pass, unless the settings name others. Immutable; any thread.
///
/// check(url) before a name is looked up is a courtesy, for a clear message. What protects is check(url,
/// address) on the address that is about to be connected, whichever name led there.
class AddressGuard {
 public:
  /// Ports 80 and 443, public addresses.
  AddressGuard() = default;
  /// `allow_private` has entries with commas between: networks ("10.0.0.0/8"), addresses and host names, the
  /// latter two with a port or without ("localhost:1200", "[::1]:80"). `ports` replaces 80 and 443 for all
  /// hosts. kInvalidInput names the entry that is wrong.
  static Result<AddressGuard> parse(std::string_view allow_private, std::string_view ports);

  /// Scheme, port and the spelling of a numeric host. kRefused says why it is refused.
  Status check(const Url& url) const;
  /// Whether `address` may be connected at the port of `url`. kRefused says why not.
  Status check(const Url& url, const IpAddress& address) const;

 private:
  struct Allowed {
    std::string host;  ///< empty: the network counts
    IpNetwork network{IpAddress(), 128};
    std::uint16_t port = 0;  ///< nought: any that the guard lets through
  };

  static Result<Allowed> parse_entry(std::string_view text);
  bool port_passes(std::uint16_t port) const noexcept;

  std::vector<std::uint16_t> ports_{80, 443};
  std::vector<Allowed> allowed_;
};

/// The port that a connection for `url` goes to.
std::uint16_t port_of(const Url& url) noexcept;

}  // namespace kabar::net
