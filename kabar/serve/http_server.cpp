#include "kabar/serve/http_server.h"

#include <fmt/format.h>
#include <microhttpd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/log.h"
#include "kabar/serve/listen_socket.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr unsigned kSparedDescriptors = 200;  // for the database and the log
constexpr std::size_t kReplyHeaderBytes =
    4096;  // the library writes the reply's headers into the same memory

/// Raises the soft limit of open files to the hard one; how many connections that leaves.
unsigned connections_allowed(unsigned wanted) noexcept {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::min(wanted, 512U);
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) getrlimit(RLIMIT_NOFILE, &limit);
  const auto room =
      limit.rlim_cur > rlim_t{2} * kSparedDescriptors ? limit.rlim_cur - kSparedDescriptors : 200;
  return static_cast<unsigned>(std::min<rlim_t>(wanted, room));
}

MHD_Result collect_header(void* into, MHD_ValueKind, const char* name, const char* value) {
  auto& headers = *static_cast<NamedValues*>(into);
  headers.emplace_back(ascii::lower(name), value == nullptr ? "" : value);
  return MHD_YES;
}

void free_string(void* string) {
  delete static_cast<std::string*>(string);
}

/// Hands the answer over to the library, which frees the body when it is sent.
MHD_Result send(MHD_Connection* connection, Response&& answer) {
  auto body = std::make_unique<std::string>(std::move(answer.body));
  auto* const response = MHD_create_response_from_buffer_with_free_callback_cls(body->size(), body->data(),
                                                                                free_string, body.get());
  if (response == nullptr) return MHD_NO;
  static_cast<void>(body.release());
  for (const auto& [name, value] : answer.headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
  const auto queued = MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
  MHD_destroy_response(response);
  return queued;
}

Response answer_request(const HttpServer::Handler& handler, Request&& request,
                        const std::string& raw_target) {
  auto target = parse_target(raw_target);
  if (!target) return text_response(400, fmt::format("Bad request: {}.\n", target.error().message));
  request.path = std::move(target->path);
  request.params = std::move(target->params);
  try {
    return handler(request);
  } catch (const std::exception& failure) {
    log(LogLevel::kError, fmt::format("{}: {}", request.path, failure.what()));
  }
  return text_response(500, "Something went wrong.\n");
}

/// What is known of a request before its headers are read.
struct Pending {
  std::string target;  ///< as it was sent: the library's decoding loses the difference of "%26" and "&"
  bool headers_read = false;
};

/// An answer before the (empty) body is read would close the connection, so GET waits for the second call; a
/// request that is refused anyway is answered at once and its body never read.
bool is_too_early(Pending& pending, std::string_view method) noexcept {
  const bool first = !std::exchange(pending.headers_read, true);
  return first && (method == "GET" || method == "HEAD");
}

MHD_Result on_request(void* state, MHD_Connection* connection, const char* /*url*/, const char* method,
                      const char* /*version*/, const char* /*upload*/, std::size_t* upload_size,
                      void** pending) noexcept {
  if (*pending == nullptr) return MHD_NO;
  auto& known = *static_cast<Pending*>(*pending);
  if (is_too_early(known, method)) return MHD_YES;
  if (*upload_size > 0) {
    *upload_size = 0;
    return MHD_YES;
  }
  try {
    Request request;
    request.method = method;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, collect_header, &request.headers);
    const auto& handler = *static_cast<HttpServer::Handler*>(state);
    return send(connection, answer_request(handler, std::move(request), known.target));
  } catch (const std::exception& failure) {
    log(LogLevel::kError, failure.what());
  }
  return MHD_NO;
}

void* keep_target(void* /*state*/, const char* target, MHD_Connection* /*connection*/) noexcept {
  try {
    return new Pending{target};
  } catch (const std::exception&) {
    return nullptr;
  }
}

void on_completed(void* /*state*/, MHD_Connection* /*connection*/, void** pending,
                  MHD_RequestTerminationCode /*code*/) noexcept {
  delete static_cast<Pending*>(*pending);
  *pending = nullptr;
}

}  // namespace

struct HttpServer::State {
  Handler handler;
  std::uint16_t port = 0;
  MHD_Daemon* daemon = nullptr;
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options, Handler handler) {
  KABAR_TRY(const auto listening, open_listen_socket(options.host, options.port));
  auto state = std::make_unique<State>();
  state->handler = std::move(handler);
  state->port = listening.port;
  const auto threads = std::max(1U, options.threads);
  const auto connections = std::max(threads, connections_allowed(options.max_connections));
  state->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC, 0, nullptr, nullptr, on_request,
      &state->handler, MHD_OPTION_LISTEN_SOCKET, listening.descriptor, MHD_OPTION_THREAD_POOL_SIZE, threads,
      MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT,
      static_cast<unsigned>(options.idle_timeout.count()), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      options.max_header_bytes + kReplyHeaderBytes, MHD_OPTION_URI_LOG_CALLBACK, keep_target, nullptr,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, nullptr, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
  if (state->daemon == nullptr) {
    ::close(listening.descriptor);
    return Error{Errc::kIo, "the HTTP server could not start its threads"};
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

std::uint16_t HttpServer::port() const noexcept {
  return state_->port;
}

void HttpServer::stop() noexcept {
  if (state_->daemon == nullptr) return;
  MHD_stop_daemon(state_->daemon);
  state_->daemon = nullptr;
}

}  // namespace kabar::serve
