#pragma once

#include <map>
#include <optional>
#include <vector>

#include "kabar/group/abroad.h"
#include "kabar/group/closed_stories.h"
#include "kabar/group/copies.h"
#include "kabar/group/group_input.h"
#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/pair_features.h"
#include "kabar/group/story_index.h"

namespace kabar::group {

/// A term that both articles have, and how rare it is.
struct SharedTerm {
  TermId term;
  float weight;
};

/// What the grouping sees in two articles.
struct Explanation {
  bool one_language = false;
  Features features{};      ///< in one language
  AbroadEvidence abroad{};  ///< otherwise
  float probability = 0;    ///< that they are of one story
  /// The same when the neighbours of both are asked as well, from the link that was kept; of one language.
  std::optional<float> among_neighbours;
  std::size_t rank = 0;  ///< of the earlier among the candidates of the later, from 1; nought: not among them
  Overlap overlap;       ///< of their texts
  /// How like the later article is to the earlier one's cluster, or, across languages, its cluster is to that
  /// one (linkage.h), without what an embedding says; from where on that joins; and the story of the cluster
  /// that it is most like.
  float fit = 0, joins_from = 0;
  StoryId best_story{};
  float best_fit = 0;
  /// Of an earlier one that had left the live window: how probably the later one goes on with its story, and
  /// by which of its articles; from kReopens on that opens it again. Nothing where nothing was found.
  struct Again {
    float probability = 0;
    ArticleId by{};
  };
  std::optional<Again> again;
  /// Rarest first.
  std::vector<SharedTerm> words, names, numbers, keys, places, concepts;
};

/// Weighs two articles among those that were live when the later one came. One thread.
class Explainer {
 public:
  explicit Explainer(const GroupOptions& options)
      : window_(options), stories_(window_), closed_(options.reopen, options.most_closed) {}

  /// In the order of arrival, the later one of the two at the end; an article without links has none.
  void restore(const GroupInput& input, const Standing& standing);

  /// What had left by then, as for a Grouper.
  void begin_review() { closed_.begin_review(); }
  bool still_closed(const ClosedRow& row) { return closed_.still(row); }
  void end_review() { closed_.end_review(); }
  void restore_closed(const ClosedInput& input) { closed_.restore(window_, input); }

  /// Of two articles that were restored; nothing where one has left the window.
  std::optional<Explanation> explain(const GroupInput& earlier, const GroupInput& later);

 private:
  void weigh(Slot earlier, Slot later, Explanation& out) const;
  void find_shared(const GroupInput& earlier, const GroupInput& later, Explanation& out) const;
  void judge_stories(Slot earlier, Slot later, Explanation& out) const;
  void judge_return(Slot earlier, Slot later, Explanation& out) const;
  /// What a link of the later article is worth among its neighbours.
  float worth(Slot later, const KeptLink& link) const;
  std::vector<Slot> cluster_of(Slot slot) const;
  /// The strong links that lead out of it.
  float company(const std::vector<Slot>& cluster) const;
  std::map<Slot, float> likeness_at_home(Slot later) const;
  std::map<Slot, float> likeness_abroad(Slot later, std::uint32_t lang) const;

  LiveWindow window_;
  StoryIndex stories_;
  ClosedStories closed_;
  Links links_;
};

}  // namespace kabar::group
