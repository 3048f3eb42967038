#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kabar::net {

/// One connection of a TestServer; may break every rule of HTTP.
class TestConnection {
 public:
  explicit TestConnection(int socket) : socket_(socket) {}

  /// The next request's head; empty when the client is gone.
  std::string request() {
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(socket_, &c, 1, 0) == 1) head += c;
    return head.ends_with("\r\n\r\n") ? head : "";
  }
  /// The next byte of its body; nought when the client is gone.
  char byte() {
    char c = 0;
    return ::recv(socket_, &c, 1, 0) == 1 ? c : '\0';
  }
  /// False when the client is gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// Until the client closes, or the server is told to stop.
  void hang() {
    char c = 0;
    while (::recv(socket_, &c, 1, 0) > 0) continue;
  }
  /// Closes with RST.
  void reset() {
    const linger now{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }

 private:
  int socket_;
};

/// A server on 127.0.0.1 whose every connection is handled by `serve`, on a thread of its own.
class TestServer {
 public:
  using Serve = std::function<void(TestConnection&)>;

  explicit TestServer(Serve serve) : serve_(std::move(serve)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_, 64), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  /// Answers each request alike, one a connection.
  static Serve always(std::string answer) {
    return [answer = std::move(answer)](TestConnection& client) {
      if (!client.request().empty()) client.send(answer);
    };
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;
  ~TestServer() {
    ::shutdown(socket_, SHUT_RDWR);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int open : open_) ::shutdown(open, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    ::close(socket_);
  }

  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url(std::string_view path = "/") const { return "http://" + address() + std::string(path); }
  int connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
  }

 private:
  void accept_all() {
    while (true) {
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      const std::lock_guard lock(mutex_);
      ++connections_;
      open_.push_back(client);
      threads_.emplace_back([this, client] { handle(client); });
    }
  }
  void handle(int client) {
    TestConnection connection(client);
    serve_(connection);
    const std::lock_guard lock(mutex_);
    std::erase(open_, client);
    ::close(client);
  }

  Serve serve_;
  int socket_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  int connections_ = 0;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace kabar::net
