#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kabar/group/judge.h"
#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/story_index.h"
#include "kabar/model/story.h"

namespace kabar::group {

/// From this fit on an article joins a story of its own language, or of another one.
constexpr float kJoin = 0.33F;
constexpr float kJoinAbroad = 0.48F;

/// The second look at recent decisions, with what came in since: articles that fit another story better move,
/// stories whose articles fit each other merge, the best pair first. A story's id never goes to other
/// articles: a merge keeps the larger story's (the older one's among equals).
class Repair {
 public:
  Repair(LiveWindow& window, StoryIndex& stories, Judge& judge, const LinkGraph& graph)
      : window_(window), stories_(stories), judge_(judge), graph_(graph) {}

  /// Looks at the newest `articles` of the window, and at older ones that there is news of; gives what it
  /// changed, in order.
  std::vector<StoryChange> run(std::size_t articles, std::vector<Slot> others);

 private:
  void look_back(std::size_t articles, std::vector<Slot> others);
  struct Pair {
    StoryId a, b;
    float score;
  };

  void look_at(Slot slot);
  void move(Slot slot, StoryId to);
  void merge(StoryId a, StoryId b);
  void propose(StoryId a, StoryId b);
  enum class Where : std::uint8_t { kHome, kAbroad };
  /// By links within the article's language, or to other languages.
  std::vector<Fit> fits_of(Slot slot, Where where);
  /// Mean fit of the newest articles of one story to the other; none where `to` has none that they could be
  /// compared with.
  std::optional<float> mean_fit(StoryId from, StoryId to, Where where);
  std::optional<float> affinity(StoryId a, StoryId b);
  std::optional<float> affinity_abroad(StoryId a, StoryId b);
  /// Whether they have articles in different languages.
  bool may_meet_abroad(StoryId a, StoryId b) const;

  LiveWindow& window_;
  StoryIndex& stories_;
  Judge& judge_;
  const LinkGraph& graph_;
  std::vector<std::pair<StoryId, StoryId>> proposed_;
  std::vector<StoryChange> changes_;
};

}  // namespace kabar::group
