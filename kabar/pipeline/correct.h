#pragma once

#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/model/correction.h"
#include "kabar/pipeline/data_folder.h"

namespace kabar::pipeline {

/// What a person wants to be done about stories.
struct CorrectionRequest {
  enum class Action { kMerge, kSplit, kMove, kUndo };

  Action action{};
  /// merge: stories, the first stays; split: a story and articles of it; move: an article and a story; undo:
  /// a correction. Stories go by their ids, articles by theirs or by URL, corrections as "c3".
  std::vector<std::string> names;
};

/// An article that stands elsewhere now.
struct StoryMove {
  ArticleId article{};
  StoryId from{}, to{};

  friend bool operator==(const StoryMove&, const StoryMove&) = default;
};

struct CorrectionReport {
  Correction correction;
  std::vector<StoryMove> moved;
};

/// "c" and the number: what a correction is called outside.
std::string correction_name(std::uint64_t id);

/// Does it, for good: the grouping obeys it from now on, also when all is grouped anew. An article takes its
/// copies in the same story along.
///
/// kInvalidInput for what makes no sense (a story merged with itself, an article that is not in the story),
/// kNotFound for unknown names; the message is for the person. Then, and when the store fails, nothing has
/// changed.
Result<CorrectionReport> correct(DataFolder& folder, const CorrectionRequest& request, const Clock& clock);

}  // namespace kabar::pipeline
