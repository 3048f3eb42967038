#include "kabar/serve/story_warmer.h"

#include <fmt/format.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/base/priority.h"
#include "kabar/serve/library.h"
#include "kabar/understand/language_pack.h"

namespace kabar::serve {
namespace {

constexpr std::chrono::seconds kPause{2}, kAfterTrouble{60};
constexpr std::chrono::seconds kOld{25};  ///< while others make readers wait for it: see kStoryPatience
constexpr std::chrono::minutes kForgotten{15};

Result<Library> open_library(const SiteOptions& options, const store::Reader& reader, KeptStories& kept) {
  KABAR_TRY(auto library, Library::open(reader, {options.default_ui, {}, options.default_ui},
                                        options.full_text, options.pictures));
  library.keep_stories_in(kept);
  return library;
}

/// The rest is for what readers ask for: other stories, other languages.
std::size_t room_in(const KeptStories& kept) {
  return kept.max_bytes() / 2;
}

/// What a language's texts are compared by takes long to read, once.
Status open_packs(const store::Reader& reader) {
  KABAR_TRY(const auto languages, reader.languages());
  for (const std::string_view lang : languages) understand::language_pack(lang.substr(0, lang.find('-')));
  return ok();
}

}  // namespace

bool is_visit(const Request& request, const Response& response) noexcept {
  return request.method == "GET" && response.status == 200 &&
         response.header("Content-Type").starts_with("text/html");
}

StoryWarmer::StoryWarmer(const SiteOptions& options, KeptStories& kept, Clock::time_point now)
    : options_(options), kept_(kept), last_visit_(now) {}

void StoryWarmer::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void StoryWarmer::run(const std::stop_token& stop) {
  give_way();
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    const auto pause = turn_safely(stop) ? kPause : kAfterTrouble;
    woken.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); });
  }
}

/// False: it failed, which the log tells; the data are opened anew next time.
bool StoryWarmer::turn_safely(const std::stop_token& stop) noexcept {
  std::string failure;
  try {
    const auto done = turn(Clock::now(), stop);
    if (done) return true;
    failure = done.error().message;
  } catch (const std::exception& thrown) {
    failure = thrown.what();
  }
  log(LogLevel::kError, fmt::format("stories are not made before somebody asks: {}; tried again in {} s",
                                    failure, kAfterTrouble.count()));
  reader_.reset();
  return false;
}

Status StoryWarmer::turn(Clock::time_point now, const std::stop_token& stop) {
  if (now - last_visit_.load() > kForgotten) return ok();
  if (!reader_) {
    KABAR_TRY(auto reader, store::Reader::open(options_.data_folder));
    KABAR_CHECK(open_packs(reader));
    reader_ = std::move(reader);
  }
  return warm_all(now, stop);
}

Status StoryWarmer::warm_all(Clock::time_point now, const std::stop_token& stop) {
  std::optional<Library> library;
  std::vector<store::StoryRow> stories;
  {
    const auto state = reader_->hold_state();
    KABAR_TRY(auto opened, open_library(options_, *reader_, kept_));
    library.emplace(std::move(opened));
    KABAR_TRY(stories, library->weighed_stories(kStoriesWeighed));
  }
  Status out = ok();
  std::size_t bytes = 0;
  for (const auto& row : stories) {
    if (stop.stop_requested() || bytes > room_in(kept_)) break;
    const auto state = reader_->hold_state();  // of its own: nobody who writes waits for all of them
    // What is read is never older than the freshness that it is kept with, which may be some stories old.
    const auto story = library->kept_story(row.id, kOld, now);
    if (story) bytes += KeptStories::bytes_of(**story);
    if (!story && out && story.error().code != Errc::kNotFound) out = story.error();  // else merged by now
  }
  return out;
}

}  // namespace kabar::serve
