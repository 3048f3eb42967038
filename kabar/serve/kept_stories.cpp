#include "kabar/serve/kept_stories.h"

#include <utility>

namespace kabar::serve {

std::size_t KeptStories::bytes_of(const StoryModel& story) noexcept {
  constexpr std::size_t kTeaser = 1'200, kStatement = 800;  // with headline, excerpt and addresses
  constexpr std::size_t kTimes = 4;                         // that each article stands in it
  return kTeaser * (kTimes * story.told.articles.size() + story.digest.size() + story.steps.size()) +
         kStatement * (story.told.figures.size() + story.told.quotes.size() + story.told.names.size() +
                       story.places.size());
}

KeptStories::Story KeptStories::keep(const std::string& key, const Freshness& freshness, Moment now,
                                     StoryModel story) {
  auto out = std::make_shared<const StoryModel>(std::move(story));
  kept_.keep(key, freshness, now, out, bytes_of(*out));
  return out;
}

}  // namespace kabar::serve
