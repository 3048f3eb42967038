#pragma once

#include <memory>
#include <stop_token>

namespace kabar::cli {

/// Turns SIGINT and SIGTERM into a stop request, handled on a thread of its own. Make one before any other
/// thread: it blocks the signals for all threads made after it. A second signal ends the process at once.
/// SIGPIPE is ignored.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();

  std::stop_token token() const;
  /// Waits until a signal has come.
  void wait() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace kabar::cli
