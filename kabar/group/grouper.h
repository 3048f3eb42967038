#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kabar/group/group_input.h"
#include "kabar/group/verdicts.h"
#include "kabar/model/embedding.h"
#include "kabar/model/story.h"

namespace kabar::group {

/// Streaming story clustering: articles in, in the order of arrival; story changes out, at once, those of
/// earlier articles included. docs/STORIES.md says how it decides.
///
/// One thread. Deterministic: its state is a function of the live articles (GroupOptions says which these
/// are) and where they stand, so that restore() of these in the same order gives the very state that a run
/// without a break would have, the verdicts set first.
class Grouper {
 public:
  explicit Grouper(const GroupOptions& options);
  ~Grouper();
  Grouper(Grouper&&) noexcept;
  Grouper& operator=(Grouper&&) noexcept;

  /// Decides on a new article. Ids must grow.
  Placement add(const GroupInput& input);

  /// Puts a live article back where it stood, at start; in the order of arrival, before any add().
  void restore(const GroupInput& input, const Standing& standing);

  /// Takes over what `other` knows of closed stories, before anything else; that one is good for nothing
  /// then.
  void take_closed(Grouper& other);
  /// What the store says of articles that have left, so that their stories can be opened again; after all
  /// restore(). ClosedStories says how; what stands there is not told again.
  void begin_review();
  bool still_closed(const ClosedRow& row);
  void end_review();
  void restore_closed(const ClosedInput& input);

  /// A vector of an article that Placement::leads, however late: at the next look back what is around
  /// it is grouped anew. One of an article that has left does nothing.
  void embed(ArticleId article, Embedding vector);
  /// The same at start, of what that look has seen already.
  void restore_embedding(ArticleId article, Embedding vector);
  /// Whether adding this article will bring a look back: when to embed() what has come.
  bool looks_back_at(ArticleId article) const;

  /// What persons decided, which is obeyed from now on; before the articles that it speaks of.
  void set_verdicts(Verdicts verdicts);
  /// Does what a person decided just now: changes that were not ours, and with them all verdicts anew, their
  /// articles placed as they stand after that.
  void correct(const std::vector<StoryChange>& changes, Verdicts verdicts);

  /// Where a live article stands now; nothing for one that has left the window.
  std::optional<StoryId> story_of(ArticleId article) const;
  /// Whether one of them is live, or its story could be opened again by what is known of it.
  bool keeps_any(std::vector<ArticleId> articles) const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace kabar::group
