#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "kabar/group/agglomeration.h"
#include "kabar/group/lead_vectors.h"
#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/story_index.h"
#include "kabar/group/story_parts.h"
#include "kabar/model/story.h"

namespace kabar::group {

struct Regrouping {
  std::vector<StoryChange> changes;
  std::vector<ArticleCluster> clusters;  ///< of those that went into another one
};

/// Groups what is around an article anew, in two steps. First the clusters of its language that links lead to
/// are taken apart, where they are small, and their articles put together again; then the clusters of all
/// languages, of the stories that these and the links abroad lead to. What belongs together most goes first.
/// An article may so join a story, leave it, part it or unite two.
///
/// A cluster is what tells of one event in one language by the links within it: the articles of a story that
/// have the same LiveArticle::cluster.
class Regroup {
 public:
  Regroup(LiveWindow& window, StoryIndex& stories, const Links& links, const LeadVectors& leads)
      : window_(window), stories_(stories), links_(links), leads_(leads), settler_(window, stories) {}

  /// The article has come just now and stands in a story of its own that nobody knows of yet. What it gives
  /// has been done; the first change is the article's own.
  Regrouping place(Slot newcomer);
  /// There is news of an article that stands somewhere.
  Regrouping look_again(Slot slot);

 private:
  /// What stays together whatever comes: an article with its copies, or a cluster.
  struct Node {
    std::vector<Slot> slots;  ///< ascending
    StoryId story;
    bool held;  ///< it keeps its story
  };
  using Unit = Agglomeration::Cluster;  ///< nodes that are one cluster

  Regrouping group_around(Slot slot, std::optional<Slot> newcomer);
  std::vector<ArticleCluster> name_clusters();
  /// How strong a link abroad is by all that is known now.
  float abroad(Slot slot, const KeptLink& link) const;
  void gather(Slot slot);
  void gather_story(StoryId story, const std::vector<Slot>& home);
  void take_apart(const Node& cluster);
  /// Nodes of the language into units.
  void unite_home();
  void weigh_home(Agglomeration& out) const;
  /// Each of the other clusters is a unit.
  void add_others();
  void weigh_abroad(Agglomeration& out) const;
  void link_abroad(std::uint32_t unit, Slot slot, Agglomeration& out) const;
  /// Units of a story that a person put together.
  void hold_together(Agglomeration& clusters) const;
  /// Units into stories.
  std::vector<std::vector<Slot>> unite_abroad();
  std::vector<Slot> slots_of(const Unit& unit) const;
  /// Of one article.
  bool is_alone(const Unit& unit) const;
  /// What persons decided.
  bool may_join(const Node& one, const Node& other) const;
  bool may_unite(const Unit& a, const Unit& b) const;

  LiveWindow& window_;
  StoryIndex& stories_;
  const Links& links_;
  const LeadVectors& leads_;
  StoryParts settler_;
  std::uint32_t lang_ = 0;
  std::vector<StoryId> near_;  ///< ascending
  std::vector<Node> nodes_;    ///< of the clusters around it in its language, and then the others
  std::vector<Node> others_;   ///< further clusters of the stories
  std::vector<Unit> units_;
  std::size_t home_units_ = 0;                       ///< the first of them
  std::unordered_map<Slot, std::uint32_t> node_of_;  ///< or unit, while these are weighed
};

}  // namespace kabar::group
