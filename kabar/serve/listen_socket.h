#pragma once

#include <cstdint>
#include <string>

#include "kabar/base/result.h"

namespace kabar::serve {

/// A listening TCP socket and the port that it got. The caller closes it.
struct ListenSocket {
  int descriptor = -1;
  std::uint16_t port = 0;
};

/// Binds and listens, not blocking. kBusy when the port is taken, kInvalidInput when the host does not
/// resolve, kIo otherwise. Any thread.
Result<ListenSocket> open_listen_socket(const std::string& host, std::uint16_t port);

}  // namespace kabar::serve
