#pragma once

#include <string>
#include <vector>

#include "kabar/pipeline/correct.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// A correction, and the changes that do it, or take it back.
struct CorrectionPlan {
  Correction correction;
  std::vector<StoryChange> changes;
  std::vector<StoryMove> moved;
};

/// find_article() of one that stands in a story; otherwise kInvalidInput.
Result<store::ArticleRow> find_article_in_story(const store::Reader& reader, const std::string& name);

/// Works out what a request means for what is stored. Changes nothing.
class CorrectionPlanner {
 public:
  explicit CorrectionPlanner(const store::Reader& reader) : reader_(reader) {}

  Result<CorrectionPlan> plan(const CorrectionRequest& request) const;

 private:
  using Names = std::vector<std::string>;
  using Rows = std::vector<store::ArticleRow>;

  Result<CorrectionPlan> merge(const Names& names) const;
  Result<CorrectionPlan> split(const Names& names) const;
  Result<CorrectionPlan> move(const Names& names) const;
  Result<CorrectionPlan> undo(const Names& names) const;

  Result<StoryId> story_called(const std::string& name) const;
  /// The numbers of the articles that are named, and of their copies in that story.
  Result<std::vector<ArticleId>> part_of(StoryId story, const Rows& rows, const Names& articles) const;
  Result<Correction> correction_called(const std::string& name) const;
  Status put_back(const Correction& correction, CorrectionPlan& plan) const;
  Result<StoryId> home_of(const Correction::Member& member) const;
  Result<bool> is_there(StoryId story) const;

  const store::Reader& reader_;
};

}  // namespace kabar::pipeline
