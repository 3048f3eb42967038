#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>
#include <thread>

#include "kabar/base/result.h"
#include "kabar/serve/http_message.h"
#include "kabar/serve/kept_stories.h"
#include "kabar/serve/site.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// Whether somebody reads pages: no program, no look whether the site is there, nobody who was refused.
bool is_visit(const Request& request, const Response& response) noexcept;

/// Puts the stories that the front page chooses from together before somebody asks for them, in the site's
/// own language, and again when they changed or grew old: the first reader of a large story need not wait. A
/// thread of its own, which gives way to those who answer readers, and rests while nobody comes. What it
/// cannot read is left to the readers' own requests, and tried again later.
class StoryWarmer {
 public:
  using Clock = std::chrono::steady_clock;

  /// Both must outlive it. Nothing happens before start().
  StoryWarmer(const SiteOptions& options, KeptStories& kept, Clock::time_point now = Clock::now());

  void start();
  /// Somebody read a page: see is_visit(). Any thread.
  void somebody_came(Clock::time_point now) noexcept { last_visit_ = now; }
  /// What its thread does every other moment; by any one thread before start(). The first failure, after all
  /// stories were tried.
  Status turn(Clock::time_point now, const std::stop_token& stop = {});

 private:
  void run(const std::stop_token& stop);
  bool turn_safely(const std::stop_token& stop) noexcept;
  Status warm_all(Clock::time_point now, const std::stop_token& stop);

  const SiteOptions& options_;
  KeptStories& kept_;
  std::atomic<Clock::time_point> last_visit_;
  std::optional<store::Reader> reader_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace kabar::serve
