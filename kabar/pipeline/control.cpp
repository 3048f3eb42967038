#include "kabar/pipeline/control.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/base/priority.h"

namespace kabar::pipeline {
namespace {

constexpr std::string_view kSocketName = "control.sock";
constexpr std::size_t kMaxLine = std::size_t{16} * 1024 * 1024;
constexpr int kPollMilliseconds = 200;

Error io_error(std::string_view what) {
  return {Errc::kIo, fmt::format("control socket: {}: {}", what, std::generic_category().message(errno))};
}

/// A socket address may hold 107 bytes, a path more: the folder is opened and named by its descriptor.
class SocketAddress {
 public:
  explicit SocketAddress(const std::filesystem::path& folder)
      : folder_(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    address_.sun_family = AF_UNIX;
    const auto path = fmt::format("/proc/self/fd/{}/{}", folder_, kSocketName);
    std::memcpy(address_.sun_path, path.c_str(), path.size() + 1);
  }
  SocketAddress(const SocketAddress&) = delete;
  SocketAddress& operator=(const SocketAddress&) = delete;
  ~SocketAddress() {
    if (folder_ >= 0) ::close(folder_);
  }

  bool good() const { return folder_ >= 0; }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
  socklen_t size() const { return sizeof(address_); }
  const char* path() const { return address_.sun_path; }

 private:
  int folder_;
  sockaddr_un address_{};
};

int make_socket() {
  return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

}  // namespace

ControlConnection::ControlConnection(ControlConnection&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), buffer_(std::move(other.buffer_)) {}

ControlConnection& ControlConnection::operator=(ControlConnection&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

ControlConnection::~ControlConnection() {
  if (fd_ >= 0) ::close(fd_);
}

Status ControlConnection::send(std::string_view line) {
  std::string out(line);
  out += '\n';
  std::string_view rest = out;
  while (!rest.empty()) {
    const auto put = ::send(fd_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return io_error("cannot send");
    rest.remove_prefix(static_cast<std::size_t>(put));
  }
  return ok();
}

Result<std::optional<std::string>> ControlConnection::receive() {
  std::array<char, 4096> chunk{};
  std::size_t looked_through = 0;
  while (true) {
    if (const auto end = buffer_.find('\n', looked_through); end != std::string::npos) {
      std::optional line(buffer_.substr(0, end));
      buffer_.erase(0, end + 1);
      return line;
    }
    looked_through = buffer_.size();
    if (buffer_.size() > kMaxLine) return Error{Errc::kTooLarge, "control socket: line too long"};
    const auto got = ::recv(fd_, chunk.data(), chunk.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    const bool gone = got < 0 && errno == ECONNRESET;  // it ended with a line of ours unread
    if (got < 0 && !gone) return io_error("cannot receive");
    if (got == 0 || gone) return std::optional<std::string>();
    buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

void ControlConnection::shut_down() noexcept {
  ::shutdown(fd_, SHUT_RDWR);
}

bool ControlConnection::hung_up() const noexcept {
  pollfd state{fd_, POLLRDHUP, 0};
  return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

Result<ControlConnection> connect_control(const std::filesystem::path& folder) {
  const SocketAddress address(folder);
  ControlConnection connection(-1);
  const int fd = make_socket();
  if (fd < 0) return io_error("cannot open");
  connection = ControlConnection(fd);
  if (!address.good() || ::connect(fd, address.get(), address.size()) != 0)
    return Error{Errc::kNotFound, fmt::format("{}: no kabar takes commands there", folder.string())};
  return connection;
}

class ControlServer::State {
 public:
  State(std::unique_ptr<SocketAddress> address, int listener, Handler handler)
      : address_(std::move(address)), listener_(listener), handler_(std::move(handler)) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
    ::unlink(address_->path());
  }

 private:
  void run(const std::stop_token& stop) {
    give_way();
    while (!stop.stop_requested()) {
      pollfd state{listener_, POLLIN, 0};
      if (::poll(&state, 1, kPollMilliseconds) <= 0) continue;
      const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd >= 0) serve(ControlConnection(fd), stop);
    }
  }

  void serve(ControlConnection connection, const std::stop_token& stop) {
    try {
      const auto request = connection.receive();
      if (request && *request) handler_(**request, connection, stop);
    } catch (const std::exception& failure) {
      log(LogLevel::kError, fmt::format("control socket: {}", failure.what()));
    }
  }

  std::unique_ptr<SocketAddress> address_;
  int listener_;
  Handler handler_;
  std::jthread thread_;
};

Result<std::unique_ptr<ControlServer>> ControlServer::start(const std::filesystem::path& folder,
                                                            Handler handler) {
  auto address = std::make_unique<SocketAddress>(folder);
  const int fd = make_socket();
  if (fd < 0) return io_error("cannot open");
  if (address->good()) ::unlink(address->path());
  const auto mask = ::umask(0177);
  const bool bound = address->good() && ::bind(fd, address->get(), address->size()) == 0;
  ::umask(mask);
  if (!bound || ::listen(fd, 8) != 0) {
    auto error = io_error("cannot listen in " + folder.string());
    ::close(fd);
    return error;
  }
  return std::unique_ptr<ControlServer>(
      new ControlServer(std::make_unique<State>(std::move(address), fd, std::move(handler))));
}

ControlServer::ControlServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
ControlServer::~ControlServer() = default;

}  // namespace kabar::pipeline
