#pragma once

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <thread>

namespace kabar::serve {

/// Shuts the connections whose client takes too long to send a request's head, however busily it trickles: an
/// idle timeout alone lets it hold a connection for ever. A thread of its own looks every half second.
class HeaderDeadlines {
 public:
  using Clock = std::chrono::steady_clock;

  /// One connection; expect() and met() come from the thread that serves it.
  class Connection {
   public:
    explicit Connection(int socket) : socket_(socket) {}
    /// A head is awaited from now on.
    void expect(std::chrono::seconds patience) noexcept {
      due_ = (Clock::now() + patience).time_since_epoch();
    }
    /// It is there.
    void met() noexcept { due_ = kNever; }

   private:
    friend class HeaderDeadlines;
    static constexpr Clock::duration kNever = Clock::duration::max();
    int socket_;
    std::atomic<Clock::duration> due_ = kNever;
    std::list<Connection>::iterator self_;
  };

  explicit HeaderDeadlines(std::chrono::seconds patience);

  std::chrono::seconds patience() const noexcept { return patience_; }
  /// The connection, with a head awaited. It lives until leave(), to be called before the socket is closed.
  Connection& enter(int socket);
  void leave(Connection& connection);

 private:
  void watch(const std::stop_token& stop);
  void shut_late_ones();

  const std::chrono::seconds patience_;
  std::mutex mutex_;
  std::list<Connection> connections_;
  std::jthread watcher_;  // last: it uses all of the above
};

}  // namespace kabar::serve
