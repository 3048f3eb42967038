#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kabar/group/group_input.h"
#include "kabar/model/story.h"

namespace kabar::group {

/// Streaming story clustering: articles in, in the order of arrival; story changes out, at once, the later
/// repair of earlier decisions included. docs/STORIES.md says how it decides.
///
/// One thread. Deterministic: its state is a function of the live articles (GroupOptions says which these
/// are) and where they stand, so that restore() of these in the same order gives the very state that a run
/// without a break would have.
class Grouper {
 public:
  explicit Grouper(const GroupOptions& options);
  ~Grouper();
  Grouper(Grouper&&) noexcept;
  Grouper& operator=(Grouper&&) noexcept;

  /// Decides on a new article. Ids must grow.
  Placement add(const GroupInput& input);

  /// Puts a live article back where it stood, at start; in the order of arrival, before any add().
  void restore(const GroupInput& input, StoryId story, std::optional<ArticleId> copy_of);

  /// Where a live article stands now; nothing for one that has left the window.
  std::optional<StoryId> story_of(ArticleId article) const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace kabar::group
