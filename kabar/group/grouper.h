#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/analysis.h"
#include "kabar/model/story.h"

namespace kabar::group {

struct GroupOptions {
  std::chrono::days live_window{14};  ///< articles with full vectors
};

/// What the grouping is told about one article.
struct GroupInput {
  ArticleId id{};
  std::string source;             ///< outlet
  std::optional<Timestamp> time;  ///< published, bounded by fetch time; none when nobody knows
  Analysis analysis;
};

/// Streaming story clustering: articles in, in the order of arrival; story changes out, at once, the later
/// repair of earlier decisions included.
///
/// One thread. Deterministic: its state is a function of the live window's articles and where they stand, so
/// that restore() of these in the same order gives the very state that a run without a break would have.
class Grouper {
 public:
  explicit Grouper(const GroupOptions& options);
  ~Grouper();

  /// Decides on a new article. Ids must grow.
  Placement add(GroupInput input);

  /// Puts an article of the live window back where it stood, at start; in the order of arrival, before any
  /// add().
  void restore(GroupInput input, StoryId story, std::optional<ArticleId> copy_of);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace kabar::group
