#include "kabar/pipeline/story_ids.h"

#include <algorithm>

namespace kabar::pipeline {

Result<bool> StoryIds::take(StoryId id, const std::vector<ArticleId>& articles) {
  if (taken_.contains(id)) return false;
  KABAR_TRY(const bool used, reader_.is_story_id_used(id));
  KABAR_TRY(const bool theirs, reader_.was_story_of(id, articles));
  if (used && !theirs) return false;
  taken_.insert(id);
  return true;
}

Result<StoryId> StoryIds::mint(const std::vector<ArticleId>& articles) {
  for (const auto article : articles) {
    KABAR_TRY(const bool free, take(StoryId{raw(article)}, articles));
    if (free) return StoryId{raw(article)};
  }
  // All of them gave their numbers to stories before: numbers that no article ever reaches.
  constexpr std::uint64_t kBeyondArticles = std::uint64_t{1} << 40U;
  for (auto id = raw(articles.front()) + kBeyondArticles;; id += kBeyondArticles) {
    KABAR_TRY(const bool free, take(StoryId{id}, articles));
    if (free) return StoryId{id};
  }
}

}  // namespace kabar::pipeline
