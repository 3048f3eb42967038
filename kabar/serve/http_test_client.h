#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kabar::serve {

/// A bare TCP client for tests, which may break every rule of HTTP.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    const timeval patience{10, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;
  ~TestClient() { ::close(socket_); }

  bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  /// All until the server closes or is silent for ten seconds.
  std::string receive_all() {
    std::string out;
    char buffer[4096];
    for (auto got = ::recv(socket_, buffer, sizeof buffer, 0); got > 0;
         got = ::recv(socket_, buffer, sizeof buffer, 0)) {
      out.append(buffer, static_cast<std::size_t>(got));
    }
    return out;
  }

 private:
  int socket_;
  bool connected_ = false;
};

/// One request on a connection of its own: "GET /path HTTP/1.1" and further header lines; the whole answer.
inline std::string exchange(std::uint16_t port, std::string_view request_line,
                            std::string_view headers = "") {
  TestClient client(port);
  client.send(std::string(request_line) + "\r\nHost: localhost\r\nConnection: close\r\n" +
              std::string(headers) + "\r\n");
  return client.receive_all();
}

}  // namespace kabar::serve
