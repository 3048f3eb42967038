#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "kabar/base/result.h"

namespace kabar::pipeline {

/// One connection of the control socket, lines of JSON both ways. Closes itself. One thread at a time.
class ControlConnection {
 public:
  explicit ControlConnection(int fd) noexcept : fd_(fd) {}
  ControlConnection(ControlConnection&& other) noexcept;
  ControlConnection& operator=(ControlConnection&& other) noexcept;
  ~ControlConnection();

  /// kIo when the other side is gone.
  Status send(std::string_view line);
  /// The next line, waiting for it; nothing when the other side has closed. kTooLarge above 16 MiB.
  Result<std::optional<std::string>> receive();
  /// Ends both directions; may be called from another thread while receive() waits.
  void shut_down() noexcept;
  /// Whether the other side has hung up, without waiting.
  bool hung_up() const noexcept;

 private:
  int fd_;
  std::string buffer_;
};

/// Connects to the kabar that owns `folder`, by the socket `control.sock` in it, which only the owner of the
/// folder may open. kNotFound when nobody listens there.
Result<ControlConnection> connect_control(const std::filesystem::path& folder);

/// Listens on that socket and serves one connection after the other on a thread of its own.
class ControlServer {
 public:
  /// Answers one request line; more lines may be sent before it returns. The token says that kabar is to end.
  using Handler =
      std::function<void(const std::string& request, ControlConnection& connection, const std::stop_token&)>;

  /// The caller must hold the folder's lock: a socket file that lies there is a dead one's.
  static Result<std::unique_ptr<ControlServer>> start(const std::filesystem::path& folder, Handler handler);
  /// Ends the connection at hand and removes the socket.
  ~ControlServer();

 private:
  class State;
  explicit ControlServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::pipeline
