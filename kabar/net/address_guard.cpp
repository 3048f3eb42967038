#include "kabar/net/address_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "kabar/base/ascii.h"

namespace kabar::net {
namespace {

struct Special {
  const char* network;
  const char* kind;
};

// The first that matches names it.
constexpr auto kSpecial = std::to_array<Special>({
    {"0.0.0.0/8", "an address of this machine"},
    {"127.0.0.0/8", "a loopback address"},
    {"10.0.0.0/8", "a private address"},
    {"172.16.0.0/12", "a private address"},
    {"192.168.0.0/16", "a private address"},
    {"100.100.100.200/32", "a cloud's metadata address"},
    {"168.63.129.16/32", "a cloud's metadata address"},
    {"169.254.169.254/32", "a cloud's metadata address"},
    {"169.254.0.0/16", "a link-local address"},
    {"100.64.0.0/10", "an address of carrier-grade NAT"},
    {"192.0.0.0/24", "an address set aside for protocols"},
    {"192.0.2.0/24", "a documentation address"},
    {"198.51.100.0/24", "a documentation address"},
    {"203.0.113.0/24", "a documentation address"},
    {"192.88.99.0/24", "a 6to4 relay"},
    {"198.18.0.0/15", "an address for benchmarks"},
    {"224.0.0.0/4", "a multicast address"},
    {"255.255.255.255/32", "the broadcast address"},
    {"240.0.0.0/4", "an address set aside"},
    {"::/128", "an address of this machine"},
    {"::1/128", "a loopback address"},
    {"::ffff:0:0/96", "an IPv4 address in an IPv6 one"},
    {"::/96", "an IPv4 address in an IPv6 one"},
    {"64:ff9b::/96", "a NAT64 address"},
    {"64:ff9b:1::/48", "a NAT64 address"},
    {"2002::/16", "a 6to4 address"},
    {"2001::/32", "a Teredo address"},
    {"2001::/23", "an address set aside for protocols"},
    {"2001:db8::/32", "a documentation address"},
    {"3fff::/20", "a documentation address"},
    {"fc00::/7", "a private address"},
    {"fe80::/10", "a link-local address"},
    {"fec0::/10", "a site-local address"},
    {"ff00::/8", "a multicast address"},
});

struct SpecialNetwork {
  IpNetwork network;
  std::string_view kind;
};

const std::vector<SpecialNetwork>& special_networks() {
  static const auto networks = [] {
    std::vector<SpecialNetwork> out;
    out.reserve(kSpecial.size());
    for (const auto& [network, kind] : kSpecial) out.push_back({*IpNetwork::parse(network), kind});
    return out;
  }();
  return networks;
}

/// The IPv4 address that an address of NAT64, 6to4 or IPv4-mapped kind leads to.
std::optional<IpAddress> carried(const IpAddress& address) {
  constexpr auto kCarriers = std::to_array<std::pair<const char*, std::size_t>>(
      {{"::ffff:0:0/96", 12}, {"64:ff9b::/96", 12}, {"2002::/16", 2}});
  for (const auto& [network, offset] : kCarriers) {
    if (!IpNetwork::parse(network)->contains(address)) continue;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8U | address.bytes()[offset + i];
    return IpAddress::v4(number);
  }
  return std::nullopt;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

/// Whether a resolver takes the host for a number: its last label is digits or "0x…" (WHATWG URL, "ends in a
/// number").
bool ends_in_a_number(std::string_view host) {
  const auto label = host.substr(host.rfind('.') + 1);
  if (label.starts_with("0x")) return true;
  return !label.empty() && std::all_of(label.begin(), label.end(), ascii::is_digit);
}

template <class Take>
Status for_each_entry(std::string_view text, Take take) {
  Status out = ok();
  ascii::for_each_item(text, [&](std::string_view entry) {
    if (out && !entry.empty()) out = take(entry);
  });
  return out;
}

}  // namespace

std::uint16_t port_of(const Url& url) noexcept {
  if (url.port != 0) return url.port;
  return url.scheme == "http" ? 80 : 443;
}

std::string_view special_kind(const IpAddress& address) noexcept {
  for (const auto& special : special_networks()) {
    if (special.network.contains(address)) return special.kind;
  }
  const bool given_out =
      address.is_v4() || address.bytes()[0] >> 5U == 1;  // 2000::/3 is all that is (RFC 4291)
  return given_out ? "" : "an address that nobody was given";
}

Result<AddressGuard> AddressGuard::parse(std::string_view allow_private, std::string_view ports) {
  AddressGuard out;
  KABAR_CHECK(for_each_entry(allow_private, [&](std::string_view entry) -> Status {
    KABAR_TRY(auto allowed, parse_entry(entry));
    out.allowed_.push_back(std::move(allowed));
    return ok();
  }));
  if (!ascii::trim(ports).empty()) out.ports_.clear();
  KABAR_CHECK(for_each_entry(ports, [&](std::string_view entry) -> Status {
    const auto port = parse_port(entry);
    if (!port) return Error{Errc::kInvalidInput, fmt::format("'{}' is no port from 1 to 65535", entry)};
    out.ports_.push_back(*port);
    return ok();
  }));
  return out;
}

Result<AddressGuard::Allowed> AddressGuard::parse_entry(std::string_view text) {
  Allowed out;
  const bool printable =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
  if (!printable) return Error{Errc::kInvalidInput, fmt::format("'{}' has a blank in it", text)};
  if (text.find('/') != text.npos || IpAddress::parse(text)) {
    KABAR_TRY(out.network, IpNetwork::parse(text));
    return out;
  }
  auto host = text;
  if (const auto colon = text.rfind(':'); colon != text.npos) {
    const auto port = parse_port(text.substr(colon + 1));
    if (!port) return Error{Errc::kInvalidInput, fmt::format("'{}' does not end in a port", text)};
    out.port = *port;
    host = text.substr(0, colon);
  }
  if (const auto address = IpAddress::parse(host)) {
    out.network = IpNetwork(*address, address->is_v4() ? 32 : 128);
    return out;
  }
  const auto url = Url::parse(fmt::format("http://{}/", host));
  if (!url || url->port != 0 || url->path != "/" || ends_in_a_number(url->host))
    return Error{Errc::kInvalidInput, fmt::format("'{}' is no network, address or host name", text)};
  out.host = url->host;
  return out;
}

bool AddressGuard::port_passes(std::uint16_t port) const noexcept {
  const bool named = std::find(ports_.begin(), ports_.end(), port) != ports_.end();
  return named || std::any_of(allowed_.begin(), allowed_.end(),
                              [&](const Allowed& entry) { return entry.port == port; });
}

Status AddressGuard::check(const Url& url) const {
  if (url.scheme != "http" && url.scheme != "https")
    return Error{Errc::kRefused, fmt::format("refused: '{}' is neither http nor https", url.scheme)};
  const auto port = port_of(url);
  if (!port_passes(port))
    return Error{Errc::kRefused, fmt::format("refused: port {} is not among collect.ports", port)};
  const auto address = IpAddress::parse(url.host);
  if (address) return check(url, *address);
  if (url.host.find(':') != url.host.npos || ends_in_a_number(url.host))
    return Error{Errc::kRefused, fmt::format("refused: '{}' is an odd spelling of an address", url.host)};
  return ok();
}

Status AddressGuard::check(const Url& url, const IpAddress& address) const {
  const auto port = port_of(url);
  const bool usual_port = std::find(ports_.begin(), ports_.end(), port) != ports_.end();
  const auto kind = special_kind(address);
  if (kind.empty() && usual_port) return ok();
  const auto names = [&](const IpAddress& one) {
    return std::any_of(allowed_.begin(), allowed_.end(), [&](const Allowed& entry) {
      const bool port_fits = entry.port == 0 ? usual_port : entry.port == port;
      return port_fits && (entry.host.empty() ? entry.network.contains(one) : entry.host == url.host);
    });
  };
  const auto inner = carried(address);
  if (names(address) && (!inner || special_kind(*inner).empty() || names(*inner))) return ok();
  if (kind.empty())
    return Error{Errc::kRefused, fmt::format("refused: port {} is not among collect.ports", port)};
  return Error{Errc::kRefused, fmt::format("refused: {} is {} (collect.allow_private may name it)",
                                           address.to_string(), kind)};
}

}  // namespace kabar::net
