#include "kabar/serve/kept_stories.h"

#include <utility>

namespace kabar::serve {
namespace {

/// About what the model takes: each article stands in it four times, with its headline and excerpt.
std::size_t bytes_of(const StoryModel& story) {
  constexpr std::size_t kArticle = 4'800, kStatement = 800;
  return kArticle * story.told.articles.size() +
         kStatement * (story.told.figures.size() + story.told.quotes.size() + story.told.names.size());
}

}  // namespace

KeptStories::Story KeptStories::keep(const std::string& key, const Freshness& freshness, Moment now,
                                     StoryModel story) {
  auto out = std::make_shared<const StoryModel>(std::move(story));
  kept_.keep(key, freshness, now, out, bytes_of(*out));
  return out;
}

}  // namespace kabar::serve
