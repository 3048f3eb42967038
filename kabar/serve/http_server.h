#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kabar/base/result.h"
#include "kabar/serve/http_message.h"

namespace kabar::serve {

struct HttpOptions {
  std::string host = "127.0.0.1";  ///< a name or address to listen on
  std::uint16_t port = 8080;       ///< nought: any free one
  unsigned threads = 2;
  unsigned max_connections = 20'000;        ///< lowered to what the system allows
  std::chrono::seconds idle_timeout{20};    ///< a silent connection is closed after that
  std::chrono::seconds header_timeout{30};  ///< and one that has not sent a whole head by then, or a body
  std::size_t max_header_bytes = std::size_t{24} * 1024;  ///< request line and headers; 414 or 431 beyond
  std::string body_prefix;  ///< paths of which a POST's body is read; empty: of none
  std::size_t max_body_bytes = std::size_t{2} * 1024 * 1024;     ///< 413 beyond
  std::size_t max_bodies_bytes = std::size_t{64} * 1024 * 1024;  ///< of all requests at a time; 503 beyond
  std::size_t max_held = 1'000;  ///< requests that wait for Response::later; beyond, nobody waits
};

/// An HTTP/1.1 server (libmicrohttpd, epoll, a few threads). TLS and HTTP/2 are the reverse proxy's.
///
/// Requests are answered by one function, on several threads at a time; what it throws is logged and
/// answered with 500. Bodies of requests are not read but where the options say so. Stops, and waits for its
/// threads, when destroyed.
class HttpServer {
 public:
  using Handler = std::function<Response(const Request&)>;

  /// kBusy when the port is taken, kInvalidInput for a host that does not resolve, kIo otherwise; the message
  /// says what to do.
  static Result<std::unique_ptr<HttpServer>> start(const HttpOptions& options, Handler handler);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  std::uint16_t port() const noexcept;
  void stop() noexcept;

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::serve
