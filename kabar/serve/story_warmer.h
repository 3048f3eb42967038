#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "kabar/base/result.h"
#include "kabar/serve/kept_stories.h"
#include "kabar/serve/site.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// Puts the stories that the front page chooses from together before somebody asks for them, in the site's
/// own language, and again when they changed or grew old: the first reader of a large story need not wait. A
/// thread of its own, which gives way to those who answer readers, and rests while nobody comes. What it
/// cannot read is left to the readers' own requests.
class StoryWarmer {
 public:
  /// Both must outlive it.
  StoryWarmer(const SiteOptions& options, KeptStories& kept);

  /// Somebody asked for a page. Any thread.
  void somebody_came() noexcept;

 private:
  using Clock = std::chrono::steady_clock;

  void run(const std::stop_token& stop);
  Status warm_all(const store::Reader& reader, const std::stop_token& stop);

  const SiteOptions& options_;
  KeptStories& kept_;
  std::atomic<Clock::duration> last_visit_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace kabar::serve
