#include "kabar/cli/stop_signals.h"

#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <ctime>
#include <mutex>
#include <thread>

namespace kabar::cli {
namespace {

constexpr long kLookMilliseconds = 100;

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

class StopSignals::State {
 public:
  State() {
    const auto set = stop_set();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    thread_ = std::jthread([this](const std::stop_token& ended) { run(ended); });
  }

  std::stop_source source;
  std::mutex mutex;
  std::condition_variable_any changed;

 private:
  void run(const std::stop_token& ended) {
    const auto set = stop_set();
    const timespec look{0, kLookMilliseconds * 1'000'000};
    while (!ended.stop_requested()) {
      if (sigtimedwait(&set, nullptr, &look) < 0) continue;
      if (source.stop_requested()) ::_exit(130);
      {
        const std::lock_guard lock(mutex);
        source.request_stop();
      }
      changed.notify_all();
    }
  }

  std::jthread thread_;  // last: ends before what it uses
};

StopSignals::StopSignals() : state_(std::make_unique<State>()) {}
StopSignals::~StopSignals() = default;

std::stop_token StopSignals::token() const {
  return state_->source.get_token();
}

void StopSignals::wait() const {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [this] { return state_->source.stop_requested(); });
}

}  // namespace kabar::cli
