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

 private:
  FreshCache<StoryModel> kept_;
};

/// How long a kept story is shown, and how long a page that was made of it: together a minute. What else
/// changes on the page than its story are times, which count minutes, and who reports other stories.
constexpr std::chrono::seconds kStoryPatience{45}, kStoryPagePatience{15};

}  // namespace kabar::serve
