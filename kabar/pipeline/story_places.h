#pragma once

#include <map>
#include <vector>

#include "kabar/model/story.h"

namespace kabar::pipeline {

/// Where articles stand, by following story changes. Articles are numbered from 1, with few gaps.
class StoryPlaces {
 public:
  void apply(const StoryChange& change);

  /// By number, less one; nought where there is none.
  const std::vector<StoryId>& stories() const noexcept { return stories_; }
  /// Their articles, in no order; stories without any may be among them.
  const std::map<StoryId, std::vector<ArticleId>>& members() const noexcept { return members_; }

 private:
  std::vector<StoryId> stories_;
  std::map<StoryId, std::vector<ArticleId>> members_;
};

}  // namespace kabar::pipeline
