#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>

struct MHD_Connection;

namespace kabar::serve {

/// Requests whose answer is not there yet: held back, they take no thread. Shared by the server and by those
/// who tell it when to go on, and who may outlive it. Any thread.
class HeldRequests : public std::enable_shared_from_this<HeldRequests> {
 public:
  explicit HeldRequests(std::size_t most) : most_(most) {}

  /// Holds the request back that is being handled on this connection. `later` gets what is to be called once,
  /// on any thread, when the handler is to run again. False where that cannot be: too many are held, or the
  /// server stops.
  bool hold(MHD_Connection* connection, const std::function<void(std::function<void()>)>& later);
  /// Lets all go, and takes no more.
  void close();

 private:
  void let_go(MHD_Connection* connection);

  const std::size_t most_;
  std::mutex mutex_;
  std::set<MHD_Connection*> held_;
  bool closed_ = false;
};

}  // namespace kabar::serve
