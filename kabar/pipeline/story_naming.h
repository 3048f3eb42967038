#pragma once

#include <map>
#include <vector>

#include "kabar/model/story.h"
#include "kabar/pipeline/story_ids.h"

namespace kabar::pipeline {

/// An article in the old stories, and in groups that have no names yet.
struct Regrouped {
  ArticleId article{};
  StoryId before{};
  StoryId group{};
};

/// What a new grouping comes to, told as changes of the old stories.
struct Renaming {
  std::map<StoryId, StoryId> names;  ///< by group
  /// Stories that are opened first, then moves, those last that a redirect is to follow.
  std::vector<StoryChange> changes;
  std::uint64_t opened = 0, closed = 0;
};

/// Gives each group the id of the story with which it shares most articles (the older story, then the earlier
/// group among equals), and one of its own where all those have been given away. `articles` in the order of
/// arrival.
Result<Renaming> name_stories(const std::vector<Regrouped>& articles, StoryIds& ids);

}  // namespace kabar::pipeline
