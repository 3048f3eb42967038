#include "kabar/net/ip_address.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace kabar::net {

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != text.npos) return std::nullopt;
  const std::string copy(text);
  IpAddress out;
  out.is_v4_ = text.find(':') == text.npos;
  if (::inet_pton(out.is_v4_ ? AF_INET : AF_INET6, copy.c_str(), out.bytes_.data()) != 1) return std::nullopt;
  return out;
}

std::optional<IpAddress> IpAddress::of(const sockaddr& address) {
  IpAddress out;
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    std::memcpy(out.bytes_.data(), &v4.sin_addr, sizeof v4.sin_addr);
    out.is_v4_ = true;
    return out;
  }
  if (address.sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6;
  std::memcpy(&v6, &address, sizeof v6);
  std::memcpy(out.bytes_.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
  return out;
}

IpAddress IpAddress::v4(std::uint32_t number) {
  IpAddress out;
  out.is_v4_ = true;
  for (std::size_t i = 0; i < 4; ++i) out.bytes_[i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return out;
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(is_v4_ ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
  return text.data();
}

Result<IpNetwork> IpNetwork::parse(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  const auto base = IpAddress::parse(text.substr(0, slash));
  if (!base) return Error{Errc::kInvalidInput, fmt::format("'{}' is no IP address or network", text)};
  const unsigned most = base->is_v4() ? 32 : 128;
  unsigned bits = most;
  if (slash < text.size()) {
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, bits);
    if (read.ec != std::errc{} || read.ptr != end || bits > most)
      return Error{Errc::kInvalidInput, fmt::format("'{}': no number from 0 to {} after '/'", text, most)};
  }
  return IpNetwork(*base, bits);
}

bool IpNetwork::contains(const IpAddress& address) const noexcept {
  if (address.is_v4() != base_.is_v4()) return false;
  const std::size_t whole = bits_ / 8;
  if (!std::equal(base_.bytes().begin(), base_.bytes().begin() + static_cast<std::ptrdiff_t>(whole),
                  address.bytes().begin()))
    return false;
  const unsigned rest = bits_ % 8;
  if (rest == 0) return true;
  const unsigned differ = static_cast<unsigned>(base_.bytes()[whole]) ^ address.bytes()[whole];
  return differ >> (8 - rest) == 0;
}

}  // namespace kabar::net
