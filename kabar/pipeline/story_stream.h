#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/group/grouper.h"
#include "kabar/model/story.h"
#include "kabar/pipeline/stage.h"

namespace kabar::pipeline {

/// Groups a stream of articles without a store: for `kabar group` and for measuring. Articles are numbered
/// from 1 in the order they come. One thread.
class StoryStream {
 public:
  explicit StoryStream(const group::GroupOptions& options) : grouper_(options) {}

  /// The changes that this article brought; they have been applied.
  std::vector<StoryChange> add(Prepared prepared);

  /// Story of each article in its final state, by the order of arrival; nought where there is none.
  const std::vector<StoryId>& stories() const noexcept { return stories_; }

  /// Of which earlier article each (nearly) repeats the text, by the order of arrival.
  const std::vector<std::optional<ArticleId>>& copies() const noexcept { return copies_; }

 private:
  void apply(const StoryChange& change);

  group::Grouper grouper_;
  std::vector<StoryId> stories_;
  std::vector<std::optional<ArticleId>> copies_;
  std::map<StoryId, std::vector<std::size_t>> members_;  // positions in stories_
};

}  // namespace kabar::pipeline
