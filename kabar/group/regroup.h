#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/story_index.h"
#include "kabar/model/story.h"

namespace kabar::group {

/// Groups the stories around an article anew, within its language: those that a link of some strength leads
/// to, taken apart into their articles where they are small and put together again, what belongs together
/// most first. An article may so join a story, leave it, part it or unite two.
///
/// The larger part of a story keeps its id. A part that needs one is named after the new article, or one
/// whose number no story had yet; where only the larger part has such a one, the smaller part keeps the id
/// instead.
class Regroup {
 public:
  Regroup(LiveWindow& window, StoryIndex& stories, const LinkGraph& graph)
      : window_(window), stories_(stories), graph_(graph) {}

  /// The article has come just now and stands in a story of its own that nobody knows of yet. What it gives
  /// has been done; the first change is the article's own: it opens that story or joins another.
  std::vector<StoryChange> place(Slot newcomer);

 private:
  /// What stays together whatever comes: an article with its copies, or a large story's articles.
  struct Node {
    std::vector<Slot> slots;
    StoryId story;
    bool held;  ///< it keeps its story
  };
  using Cluster = std::vector<std::uint32_t>;  ///< nodes
  using Pair = std::pair<std::size_t, std::size_t>;
  struct Claim {
    bool held;
    std::size_t count;
    bool named_after;  ///< the article that the story is named after is among them
    StoryId story;
    std::size_t part;
  };
  struct Part {
    std::vector<Slot> slots;  ///< ascending
    StoryId story;
    bool is_named = false;
    bool held = false;
  };

  void gather(Slot newcomer);
  void take_apart(StoryId story);
  void weigh();
  void unite();
  /// The two clusters that are most alike, where any are alike enough.
  std::optional<Pair> likest() const;
  /// What persons decided.
  bool may_join(std::uint32_t node, std::uint32_t other) const;
  bool may_unite(const Cluster& a, const Cluster& b) const;
  void make_parts();
  void name_parts();
  std::vector<Claim> claims() const;
  std::optional<StoryId> mint(const Part& part);
  void tell(Slot newcomer, std::vector<StoryChange>& out);
  void tell_of_story(StoryId story, std::vector<StoryChange>& out);
  bool goes_as_a_whole(StoryId story, StoryId to) const;

  LiveWindow& window_;
  StoryIndex& stories_;
  const LinkGraph& graph_;
  Slot newcomer_ = 0;
  std::uint32_t lang_ = 0;
  std::vector<StoryId> near_;  ///< ascending
  std::vector<Node> nodes_;
  std::unordered_map<Slot, std::uint32_t> node_of_;
  std::vector<float> likeness_;    ///< of two clusters, by the node each began with: summed over their links
  std::vector<float> weights_;     ///< how many articles of each count
  std::vector<Cluster> clusters_;  ///< by that node; empty where it went into another
  std::vector<Part> parts_;
  std::unordered_map<Slot, std::size_t> part_of_;
};

}  // namespace kabar::group
