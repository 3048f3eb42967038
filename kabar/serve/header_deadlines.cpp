#include "kabar/serve/header_deadlines.h"

#include <sys/socket.h>

#include <condition_variable>

namespace kabar::serve {

HeaderDeadlines::HeaderDeadlines(std::chrono::seconds patience)
    : patience_(patience), watcher_([this](const std::stop_token& stop) { watch(stop); }) {}

HeaderDeadlines::Connection& HeaderDeadlines::enter(int socket) {
  const std::lock_guard lock(mutex_);
  auto& connection = connections_.emplace_front(socket);
  connection.self_ = connections_.begin();
  connection.expect(patience_);
  return connection;
}

void HeaderDeadlines::leave(Connection& connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection.self_);
}

void HeaderDeadlines::watch(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  while (!woken.wait_for(lock, stop, std::chrono::milliseconds(500), [&] { return stop.stop_requested(); }))
    shut_late_ones();
}

/// Only shut, not closed: the server reads an end and closes as it does for any client that goes away. Both
/// ways, since a socket that is shut for reading alone goes on taking in what the client sends.
void HeaderDeadlines::shut_late_ones() {
  const auto now = Clock::now().time_since_epoch();
  const std::lock_guard lock(mutex_);
  for (auto& connection : connections_) {
    if (connection.due_.load() > now) continue;
    ::shutdown(connection.socket_, SHUT_RDWR);
    connection.met();
  }
}

}  // namespace kabar::serve
