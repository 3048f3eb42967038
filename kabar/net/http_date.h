#pragma once

#include <optional>
#include <string_view>

#include "kabar/base/time.h"

namespace kabar::net {

/// Reads a date of HTTP (RFC 9110, section 5.6.7), in each of its forms and the looser ones that servers
/// write; nothing where it is none. From any thread.
std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace kabar::net
