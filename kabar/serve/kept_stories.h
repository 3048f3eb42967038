#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "kabar/serve/fresh_cache.h"
#include "kabar/serve/view_models.h"

namespace kabar::serve {

/// Whole stories as their pages need them, whatever the host, the coding, the filters and the part that is
/// shown. Any thread; see FreshCache.
class KeptStories {
 public:
  using Story = std::shared_ptr<const StoryModel>;
  using Moment = FreshCache<StoryModel>::Moment;

  explicit KeptStories(std::size_t max_bytes) : kept_(max_bytes) {}

  Story find(const std::string& key, const Freshness& freshness, Moment now) {
    return kept_.find(key, freshness, now);
  }
  /// The story, kept from now on.
  Story keep(const std::string& key, const Freshness& freshness, Moment now, StoryModel story);
  std::size_t size() const { return kept_.size(); }
  std::size_t max_bytes() const noexcept { return kept_.max_bytes(); }
  /// About what the story takes here.
  static std::size_t bytes_of(const StoryModel& story) noexcept;

 private:
  FreshCache<StoryModel> kept_;
};

/// How long a kept story is shown, and how long a page that was made of it: together a minute, while other
/// data change. An article that comes or is removed and what the owner corrects show at once. What may be
/// late by that minute: headline, excerpt, picture and statements of an article that its outlet revised,
/// pictures that arrived, names that were joined, times, and who reports other stories.
constexpr std::chrono::seconds kStoryPatience{45}, kStoryPagePatience{15};

}  // namespace kabar::serve
