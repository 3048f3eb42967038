#pragma once

#include <set>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/ids.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// Mints ids for stories that are opened later than their articles came: after the first of the articles
/// whose number no story ever had, or one that was these articles' and redirects by now. One thread; lives as
/// long as nothing else opens stories.
class StoryIds {
 public:
  explicit StoryIds(const store::Reader& reader) : reader_(reader) {}

  /// `articles` must be sorted, and not be empty.
  Result<StoryId> mint(const std::vector<ArticleId>& articles);

 private:
  Result<bool> take(StoryId id, const std::vector<ArticleId>& articles);

  const store::Reader& reader_;
  std::set<StoryId> taken_;
};

}  // namespace kabar::pipeline
