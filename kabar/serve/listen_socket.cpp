#include "kabar/serve/listen_socket.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace kabar::serve {
namespace {

constexpr int kBacklog = 1024;

struct FreeAddresses {
  void operator()(addrinfo* list) const noexcept { freeaddrinfo(list); }
};

Error listen_error(int code, const std::string& host, std::uint16_t port) {
  if (code == EADDRINUSE) {
    return {Errc::kBusy,
            fmt::format("port {} on {} is taken by another program: stop that or choose another port", port,
                        host)};
  }
  if (code == EACCES) {
    return {Errc::kIo, fmt::format("not allowed to listen on port {}: choose one from 1024 up", port)};
  }
  return {Errc::kIo,
          fmt::format("cannot listen on {} port {}: {}", host, port, std::generic_category().message(code))};
}

std::uint16_t bound_port(int descriptor) noexcept {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6*>(&address)->sin6_port);
  return ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

/// The descriptor, or the negated error number.
int listen_on(const addrinfo& address) noexcept {
  const int descriptor =
      ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (descriptor < 0) return -errno;
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 && ::listen(descriptor, kBacklog) == 0) {
    return descriptor;
  }
  const int code = errno;
  ::close(descriptor);
  return -code;
}

}  // namespace

Result<ListenSocket> open_listen_socket(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const auto service = std::to_string(port);
  if (const int code = getaddrinfo(host.c_str(), service.c_str(), &hints, &found); code != 0) {
    return Error{Errc::kInvalidInput, fmt::format("cannot listen on \"{}\": {}", host, gai_strerror(code))};
  }
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
  int last = -EADDRNOTAVAIL;
  for (const auto* address = addresses.get(); address != nullptr; address = address->ai_next) {
    last = listen_on(*address);
    if (last >= 0) return ListenSocket{last, bound_port(last)};
  }
  return listen_error(-last, host, port);
}

}  // namespace kabar::serve
