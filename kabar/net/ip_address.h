#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/result.h"

namespace kabar::net {

/// An IPv4 or IPv6 address; the two families never compare equal, an IPv4-mapped one (::ffff:1.2.3.4) is
/// IPv6.
class IpAddress {
 public:
  /// Four decimal numbers without leading noughts, or an IPv6 address (RFC 4291) with or without brackets; no
  /// zone. The other spellings that resolvers know ("127.1", "0x7f.0.0.1", "2130706433") are none of it.
  static std::optional<IpAddress> parse(std::string_view text);
  /// Nothing for a socket of another family.
  static std::optional<IpAddress> of(const sockaddr& address);
  static IpAddress v4(std::uint32_t number);

  bool is_v4() const noexcept { return is_v4_; }
  /// In the order of the network; of IPv4 the first four count.
  const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; }
  /// Without brackets.
  std::string to_string() const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  bool is_v4_ = false;
};

/// The addresses that share their first bits.
class IpNetwork {
 public:
  /// "10.0.0.0/8", "fd00::/8", or one address. kInvalidInput says what is wrong.
  static Result<IpNetwork> parse(std::string_view text);
  IpNetwork(const IpAddress& base, unsigned bits) : base_(base), bits_(bits) {}

  bool contains(const IpAddress& address) const noexcept;

 private:
  IpAddress base_;
  unsigned bits_;
};

}  // namespace kabar::net
