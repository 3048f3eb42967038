#include "kabar/serve/http_server.h"

#include <fmt/format.h>
#include <microhttpd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/log.h"
#include "kabar/serve/header_deadlines.h"
#include "kabar/serve/held_requests.h"
#include "kabar/serve/listen_socket.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr unsigned kSparedDescriptors = 200;  // for the database and the log
// The library keeps what it read of a request, a record of each header and cookie and a second copy of the
// cookies, and writes the reply's head into the same memory. Where that runs out it closes the connection
// without a word, so there is room for every request that is not refused.
constexpr std::size_t kMostFields = 256;  // headers and cookies
constexpr std::size_t kFieldRecordBytes = 80;
constexpr std::size_t kReplyHeaderBytes = 4096;

constexpr std::size_t memory_for(std::size_t header_bytes) {
  return 2 * header_bytes + kMostFields * kFieldRecordBytes + kReplyHeaderBytes;
}

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

/// A body that is made while it is sent.
struct Streaming {
  std::function<std::optional<std::string>()> next;
  std::string part = {};
  std::size_t sent = 0;  // of the part
};

/// Copies what comes next; asks for another part where the last one is used up.
ssize_t read_stream(void* state, std::uint64_t /*position*/, char* into, std::size_t room) noexcept {
  auto& stream = *static_cast<Streaming*>(state);
  try {
    if (stream.sent == stream.part.size()) {
      auto part = stream.next();
      if (!part) return MHD_CONTENT_READER_END_WITH_ERROR;
      stream.part = *std::move(part);
      stream.sent = 0;
      if (stream.part.empty()) return MHD_CONTENT_READER_END_OF_STREAM;
    }
  } catch (const std::exception& failure) {
    log(LogLevel::kError, failure.what());
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  const auto bytes = stream.part.copy(into, room, stream.sent);
  stream.sent += bytes;
  return static_cast<ssize_t>(bytes);
}

void free_stream(void* stream) {
  delete static_cast<Streaming*>(stream);
}

MHD_Response* response_of(std::function<std::optional<std::string>()>&& stream) {
  constexpr std::size_t kBlock = std::size_t{32} * 1024;
  auto state = std::make_unique<Streaming>(Streaming{std::move(stream)});
  auto* const response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, kBlock, read_stream, state.get(), free_stream);
  if (response != nullptr) static_cast<void>(state.release());
  return response;
}

MHD_Response* response_of(std::string&& text) {
  auto body = std::make_unique<std::string>(std::move(text));
  auto* const response = MHD_create_response_from_buffer_with_free_callback_cls(body->size(), body->data(),
                                                                                free_string, body.get());
  if (response != nullptr) static_cast<void>(body.release());
  return response;
}

/// Hands the answer over to the library, which frees the body when it is sent.
MHD_Result send(MHD_Connection* connection, Response&& answer) {
  auto* const response =
      answer.stream ? response_of(std::move(answer.stream)) : response_of(std::move(answer.body));
  if (response == nullptr) return MHD_NO;
  for (const auto& [name, value] : answer.headers) {
    MHD_add_response_header(response, name.c_str(), value.c_str());
  }
  const auto queued = MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
  MHD_destroy_response(response);
  return queued;
}

/// What answers a request that never gets to the handler: programs are told as the API tells them.
Response refusal(int status, const std::string& words, std::string_view raw_target) {
  return raw_target.starts_with("/api/") ? problem_response(status, words)
                                         : text_response(status, words + ".\n");
}

Response answer_request(const HttpServer::Handler& handler, Request&& request,
                        const std::string& raw_target) {
  auto target = parse_target(raw_target);
  if (!target) {
    const int status = target.error().code == Errc::kTooLarge ? 414 : 400;
    return refusal(status, fmt::format("Bad request: {}", target.error().message), raw_target);
  }
  request.path = std::move(target->path);
  request.params = std::move(target->params);
  try {
    return handler(request);
  } catch (const std::exception& failure) {
    log(LogLevel::kError, fmt::format("{}: {}", request.path, failure.what()));
  }
  return refusal(500, "Something went wrong", raw_target);
}

/// What is known of a request before its headers are read.
struct Pending {
  std::string target;  ///< as it was sent: the library's decoding loses the difference of "%26" and "&"
  bool headers_read = false;
  bool keeps_body = false;
  bool was_held = false;  ///< and is asked a second time
  int body_refusal = 0;   ///< a status; nought: none
  std::string body = {};
};

const MHD_ConnectionInfo* info(MHD_Connection* connection, MHD_ConnectionInfoType what) noexcept {
  return MHD_get_connection_info(connection, what);
}

HeaderDeadlines::Connection* deadline_of(MHD_Connection* connection) noexcept {
  const auto* const known = info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return known == nullptr ? nullptr : static_cast<HeaderDeadlines::Connection*>(known->socket_context);
}

/// What every request goes by.
struct Shared {
  HttpServer::Handler handler;
  HttpOptions options;
  HeaderDeadlines deadlines;
  std::shared_ptr<HeldRequests> held;
  std::atomic<std::size_t> body_bytes = 0;  // of all requests

  /// Takes in a part of a body, or refuses the whole.
  void take_body(Pending& pending, std::string_view part) {
    if (pending.body_refusal != 0) return;
    const auto all = body_bytes += part.size();
    pending.body += part;
    if (pending.body.size() <= options.max_body_bytes && all <= options.max_bodies_bytes) return;
    pending.body_refusal = pending.body.size() > options.max_body_bytes ? 413 : 503;
    drop_body(pending);
  }
  void drop_body(Pending& pending) noexcept {
    body_bytes -= pending.body.size();
    pending.body = {};
  }
};

/// What tells where the request ends, and what makes it doubtful.
struct Framing {
  std::size_t lengths = 0, codings = 0;
  bool odd = false;   ///< a name that holds a blank or is empty, a coding that is not "chunked"
  bool body = false;  ///< one is announced
};

MHD_Result look_at_field(void* into, MHD_ValueKind, const char* name, std::size_t name_size,
                         const char* value, std::size_t value_size) {
  auto& framing = *static_cast<Framing*>(into);
  const std::string_view field(name, name_size), is(value == nullptr ? "" : value, value_size);
  framing.odd |= field.empty() || field.find_first_of(" \t") != field.npos;
  if (ascii::equals_ignoring_case(field, "content-length")) {
    ++framing.lengths;
    framing.body |= ascii::trim(is) != "0";
  } else if (ascii::equals_ignoring_case(field, "transfer-encoding")) {
    ++framing.codings;
    framing.body = true;
    framing.odd |= !ascii::equals_ignoring_case(ascii::trim(is), "chunked");
  }
  return MHD_YES;
}

Framing framing_of(MHD_Connection* connection) {
  Framing out;
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, look_at_field, &out);
  return out;
}

/// Whether another server on the way could see another end of the request than this one (RFC 9112, 5.1, 6.1
/// and 6.3), and with it a request where this one sees a body, or the other way round.
bool is_doubtful(const Framing& framing) noexcept {
  return framing.odd || framing.lengths + framing.codings > 1;
}

Response doubt(const Pending& known) {
  return refusal(400, "Where this request ends is in doubt", known.target).with("Connection", "close");
}

/// An answer before the body is read closes the connection, even where it is empty: so GET waits for the
/// second call, but not for a body that nobody wants, nor does a request that is refused anyway.
bool waits_for_body(Pending& pending, std::string_view method, const Framing& framing,
                    const HttpOptions& options) {
  pending.keeps_body =
      method == "POST" && !options.body_prefix.empty() && pending.target.starts_with(options.body_prefix);
  return pending.keeps_body || (!framing.body && (method == "GET" || method == "HEAD"));
}

/// The refusal of a request that is too large, in few bytes; nothing for others.
std::optional<Response> refuse_size(const Shared& shared, MHD_Connection* connection, const Pending& known) {
  if (known.body_refusal == 503)
    return refusal(503, "Too much is being sent at once; try again in a while", known.target);
  if (known.body_refusal != 0) return refusal(known.body_refusal, "The body is too large", known.target);
  if (known.target.size() > shared.options.max_header_bytes)
    return refusal(414, "The address is too long", known.target);
  const auto* const size = info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  constexpr auto kKinds = static_cast<MHD_ValueKind>(MHD_HEADER_KIND | MHD_COOKIE_KIND);
  const int fields = MHD_get_connection_values(connection, kKinds, nullptr, nullptr);
  if ((size == nullptr || size->header_size <= shared.options.max_header_bytes) &&
      fields <= static_cast<int>(kMostFields)) {
    return std::nullopt;
  }
  return refusal(431, "The request's headers are too large", known.target);
}

Response answer(const Shared& shared, MHD_Connection* connection, const Pending& known, const char* method) {
  if (auto refusal = refuse_size(shared, connection, known)) return *std::move(refusal);
  Request request;
  request.method = method;
  request.body = known.body;
  MHD_get_connection_values(connection, MHD_HEADER_KIND, collect_header, &request.headers);
  return answer_request(shared.handler, std::move(request), known.target);
}

MHD_Result answer_or_hold(Shared& shared, MHD_Connection* connection, Pending& known, const char* method) {
  auto response = answer(shared, connection, known, method);
  if (response.later && !std::exchange(known.was_held, true) && shared.held->hold(connection, response.later))
    return MHD_YES;
  return send(connection, std::move(response));
}

/// The first of the calls for a request: its head is there, and nothing else.
MHD_Result meet_head(Shared& shared, MHD_Connection* connection, Pending& known, const char* method) {
  const auto framing = framing_of(connection);
  if (is_doubtful(framing)) return send(connection, doubt(known));
  if (!waits_for_body(known, method, framing, shared.options))
    return answer_or_hold(shared, connection, known, method);
  auto* const deadline = deadline_of(connection);
  if (deadline != nullptr && known.keeps_body) deadline->expect(shared.deadlines.patience());
  return MHD_YES;
}

MHD_Result on_request(void* state, MHD_Connection* connection, const char* /*url*/, const char* method,
                      const char* /*version*/, const char* upload, std::size_t* upload_size,
                      void** pending) noexcept {
  if (*pending == nullptr) return MHD_NO;
  auto& known = *static_cast<Pending*>(*pending);
  auto& shared = *static_cast<Shared*>(state);
  auto* const deadline = deadline_of(connection);
  if (deadline != nullptr && *upload_size == 0) deadline->met();
  try {
    if (!std::exchange(known.headers_read, true)) return meet_head(shared, connection, known, method);
    if (*upload_size > 0) {
      if (known.keeps_body) shared.take_body(known, {upload, *upload_size});
      *upload_size = 0;
      return MHD_YES;
    }
    return answer_or_hold(shared, connection, known, method);
  } catch (const std::exception& failure) {
    log(LogLevel::kError, failure.what());
  }
  return MHD_NO;
}

/// Keeps the target and ends the query in the library's own buffer, where it would now be split into one
/// record for each parameter: it does not survive to run out of memory there, and nobody reads the records.
void* keep_target(void* /*state*/, const char* target, MHD_Connection* /*connection*/) noexcept {
  try {
    auto known = std::make_unique<Pending>(Pending{target});
    if (const auto mark = known->target.find('?'); mark != std::string::npos)
      const_cast<char*>(target)[mark + 1] = '\0';
    return known.release();
  } catch (const std::exception&) {
    return nullptr;
  }
}

void on_completed(void* state, MHD_Connection* connection, void** pending,
                  MHD_RequestTerminationCode /*code*/) noexcept {
  if (auto* const deadline = deadline_of(connection))
    deadline->expect(static_cast<Shared*>(state)->deadlines.patience());
  if (*pending != nullptr) static_cast<Shared*>(state)->drop_body(*static_cast<Pending*>(*pending));
  delete static_cast<Pending*>(*pending);
  *pending = nullptr;
}

void on_connection(void* state, MHD_Connection* connection, void** deadline,
                   MHD_ConnectionNotificationCode code) noexcept {
  auto& deadlines = static_cast<Shared*>(state)->deadlines;
  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    if (*deadline != nullptr) deadlines.leave(*static_cast<HeaderDeadlines::Connection*>(*deadline));
    *deadline = nullptr;
    return;
  }
  try {
    const auto* const socket = info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (socket != nullptr) *deadline = &deadlines.enter(socket->connect_fd);
  } catch (const std::exception& failure) {
    log(LogLevel::kError, failure.what());
  }
}

}  // namespace

struct HttpServer::State {
  Shared shared;
  std::uint16_t port = 0;
  MHD_Daemon* daemon = nullptr;
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options, Handler handler) {
  KABAR_TRY(const auto listening, open_listen_socket(options.host, options.port));
  const auto max_header_bytes = options.max_header_bytes;
  std::unique_ptr<State> state(
      new State{{std::move(handler), options, HeaderDeadlines(options.header_timeout),
                 std::make_shared<HeldRequests>(options.max_held)},
                listening.port,
                nullptr});
  const auto threads = std::max(1U, options.threads);
  const auto connections = std::max(threads, connections_allowed(options.max_connections));
  state->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr,
      nullptr, on_request, &state->shared, MHD_OPTION_LISTEN_SOCKET, listening.descriptor,
      MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT, connections,
      MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(options.idle_timeout.count()),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_for(max_header_bytes), MHD_OPTION_URI_LOG_CALLBACK,
      keep_target, nullptr, MHD_OPTION_NOTIFY_COMPLETED, on_completed, &state->shared,
      MHD_OPTION_NOTIFY_CONNECTION, on_connection, &state->shared, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_END);
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
  state_->shared.held->close();
  MHD_stop_daemon(state_->daemon);
  state_->daemon = nullptr;
}

}  // namespace kabar::serve
