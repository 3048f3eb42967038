#include "kabar/serve/story_warmer.h"

#include <condition_variable>
#include <mutex>
#include <string_view>

#include "kabar/base/priority.h"
#include "kabar/serve/library.h"
#include "kabar/understand/language_pack.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostStories = 100;
constexpr std::chrono::seconds kPause{2};
constexpr std::chrono::seconds kOld{25};  ///< while others make readers wait for it: see kStoryPatience
constexpr std::chrono::minutes kForgotten{15};

Result<Library> open_library(const SiteOptions& options, const store::Reader& reader, KeptStories& kept) {
  KABAR_TRY(auto library, Library::open(reader, {options.default_ui, {}, options.default_ui},
                                        options.full_text, options.pictures));
  library.keep_stories_in(kept);
  return library;
}

/// What a language's texts are compared by takes long to read, once.
Status open_packs(const store::Reader& reader) {
  KABAR_TRY(const auto languages, reader.languages());
  for (const std::string_view lang : languages) understand::language_pack(lang.substr(0, lang.find('-')));
  return ok();
}

}  // namespace

StoryWarmer::StoryWarmer(const SiteOptions& options, KeptStories& kept)
    : options_(options),
      kept_(kept),
      last_visit_(Clock::now().time_since_epoch()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void StoryWarmer::somebody_came() noexcept {
  last_visit_ = Clock::now().time_since_epoch();
}

void StoryWarmer::run(const std::stop_token& stop) {
  give_way();
  const auto reader = store::Reader::open(options_.data_folder);
  if (!reader || !open_packs(*reader)) return;
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  do {
    const bool forgotten = Clock::now().time_since_epoch() - last_visit_.load() > kForgotten;
    if (!forgotten) static_cast<void>(warm_all(*reader, stop));
  } while (!woken.wait_for(lock, stop, kPause, [&] { return stop.stop_requested(); }));
}

Status StoryWarmer::warm_all(const store::Reader& reader, const std::stop_token& stop) {
  std::vector<store::StoryRow> stories;
  {
    const auto state = reader.hold_state();
    KABAR_TRY(const auto library, open_library(options_, reader, kept_));
    KABAR_TRY(stories, library.weighed_stories(kMostStories));
  }
  for (const auto& story : stories) {
    if (stop.stop_requested()) return ok();
    const auto state = reader.hold_state();
    KABAR_TRY(const auto library, open_library(options_, reader, kept_));
    static_cast<void>(
        library.kept_story(story.id, kOld));  // it may be merged by now; else its reader is told
  }
  return ok();
}

}  // namespace kabar::serve
