#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/group/grouper.h"
#include "kabar/model/story.h"
#include "kabar/pipeline/embedder.h"
#include "kabar/pipeline/stage.h"
#include "kabar/pipeline/story_places.h"

namespace kabar::pipeline {

/// Groups a stream of articles without a store: for `kabar group` and for measuring. Articles are numbered
/// from 1 in the order they come. One thread.
///
/// With an embedder (in rounds) it waits for the vectors whenever the grouping is about to look back, so that
/// the same stream gives the same stories.
class StoryStream {
 public:
  /// `embedder` may be null; it must live longer.
  explicit StoryStream(const group::GroupOptions& options, Embedder* embedder = nullptr)
      : grouper_(options), embedder_(embedder) {}

  /// The changes that this article brought; they have been applied.
  std::vector<StoryChange> add(Prepared prepared);

  /// Story of each article in its final state, by the order of arrival; nought where there is none.
  const std::vector<StoryId>& stories() const noexcept { return places_.stories(); }

  /// Of which earlier article each (nearly) repeats the text, by the order of arrival.
  const std::vector<std::optional<ArticleId>>& copies() const noexcept { return copies_; }

 private:
  group::Grouper grouper_;
  Embedder* embedder_;
  StoryPlaces places_;
  std::vector<std::optional<ArticleId>> copies_;
  std::uint64_t articles_ = 0;
};

}  // namespace kabar::pipeline
