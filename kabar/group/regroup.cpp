#include "kabar/group/regroup.h"

#include <algorithm>
#include <span>
#include <utility>

#include "kabar/group/abroad.h"
#include "kabar/group/link_model.h"
#include "kabar/group/linkage.h"

namespace kabar::group {
namespace {

constexpr std::size_t kMostClusters = 16;  ///< looked at around one article, by links of one kind
constexpr std::size_t kSmall = 48;         ///< articles up to which a cluster is taken apart
constexpr std::size_t kMostNodes = 128;    ///< nodes up to which any is
constexpr std::size_t kAsked = 256;        ///< newest articles of a node whose links abroad are read
constexpr std::size_t kMostOthers = 96;    ///< further clusters of the stories; those beyond are one a story

std::span<const Slot> newest(const std::vector<Slot>& slots) {
  return std::span(slots).last(std::min(slots.size(), kAsked));
}

/// Both ascending, and what comes of them.
void append(std::vector<Slot>& to, const std::vector<Slot>& slots) {
  const auto middle = static_cast<std::ptrdiff_t>(to.size());
  to.insert(to.end(), slots.begin(), slots.end());
  std::inplace_merge(to.begin(), to.begin() + middle, to.end());
}

}  // namespace

float Regroup::abroad(Slot slot, const KeptLink& link) const {
  if (leads_.empty()) return link.probability();
  return with_embedding(link.probability(), leads_.likeness(slot, link.other));
}

void Regroup::gather(Slot slot) {
  const auto led_to = [&](const LinkGraph& graph, float least, auto strength_of) {
    std::vector<std::pair<float, Slot>> found;
    for (const auto& link : graph.of(slot))
      if (const float strength = strength_of(link); strength >= least)
        found.emplace_back(-strength, Slot{link.other});
    std::sort(found.begin(), found.end());
    std::vector<Slot> out{slot};  // one of each cluster
    for (const auto& pair : found)
      if (out.size() < kMostClusters && std::none_of(out.begin(), out.end(), [&](auto known) {
            return window_.in_one_cluster(known, pair.second);
          }))
        out.push_back(pair.second);
    return out;
  };
  const auto home = led_to(links_.home, kStrong, [](const KeptLink& link) { return link.probability(); });
  const auto other =
      led_to(links_.abroad, kLeastAbroad, [&](const auto& link) { return abroad(slot, link); });
  near_.clear();
  for (const auto* const slots : {&home, &other})
    for (const auto near : *slots) near_.push_back(window_.at(near).story);
  std::sort(near_.begin(), near_.end());
  near_.erase(std::unique(near_.begin(), near_.end()), near_.end());
  nodes_.clear();
  others_.clear();
  for (const auto story : near_) gather_story(story, home);
  std::sort(nodes_.begin(), nodes_.end(), [](const auto& a, const auto& b) { return a.slots < b.slots; });
}

void Regroup::gather_story(StoryId story, const std::vector<Slot>& home) {
  std::vector<Node> clusters;
  std::unordered_map<ArticleId, std::size_t> places;
  const bool held = stories_.is_held(story);
  for (const auto slot : stories_.members(story)) {
    const auto [hit, fresh] = places.try_emplace(window_.at(slot).cluster, clusters.size());
    if (fresh) clusters.push_back({{}, story, false});
    clusters[hit->second].slots.push_back(slot);
  }
  const auto others = others_.size();
  for (auto& cluster : clusters) {
    cluster.held = held;
    const bool near = std::any_of(home.begin(), home.end(), [&](auto slot) {
      return window_.in_one_cluster(slot, cluster.slots.front());
    });
    if (!near && (others_.size() == others || others_.size() < kMostOthers))
      others_.push_back(std::move(cluster));
    else if (!near)
      append(others_.back().slots, cluster.slots);
    else if (held || cluster.slots.size() > kSmall || nodes_.size() + cluster.slots.size() > kMostNodes)
      nodes_.push_back(std::move(cluster));
    else
      take_apart(cluster);
  }
}

void Regroup::take_apart(const Node& cluster) {
  const auto begin = nodes_.size();
  std::vector<ArticleId> originals;
  for (const auto slot : cluster.slots) {
    const auto& article = window_.at(slot);
    const auto original = article.copy_of.value_or(article.id);
    const auto hit = std::find(originals.begin(), originals.end(), original);
    if (hit == originals.end()) {
      originals.push_back(original);
      nodes_.push_back({{slot}, cluster.story, false});
    } else {
      nodes_[begin + static_cast<std::size_t>(hit - originals.begin())].slots.push_back(slot);
    }
  }
}

void Regroup::unite_home() {
  std::vector<std::size_t> sizes;
  node_of_.clear();
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    sizes.push_back(nodes_[i].slots.size());
    for (const auto slot : nodes_[i].slots) node_of_[slot] = i;
  }
  Agglomeration clusters(sizes, kAtHome);
  weigh_home(clusters);
  clusters.unite(kTogether, [&](const auto& a, const auto& b) { return may_unite(a, b); });
  clusters.unite(kTogetherAlone, [&](const auto& a, const auto& b) {
    return (is_alone(a) || is_alone(b)) && may_unite(a, b);
  });
  units_.clear();
  for (const auto& cluster : clusters.clusters())
    if (!cluster.empty()) units_.push_back(cluster);
}

void Regroup::weigh_home(Agglomeration& out) const {
  std::unordered_map<Slot, LinkSummary> summaries;
  const auto summary_of = [&](Slot slot) -> const LinkSummary& {
    return summaries.try_emplace(slot, links_.home.of(slot)).first->second;
  };
  for (std::uint32_t i = 0; i < nodes_.size(); ++i)
    for (const auto slot : nodes_[i].slots)
      for (const auto& link : links_.home.of(slot)) {
        const auto hit = node_of_.find(Slot{link.other});
        const float company = company_of(link.probability());
        if (hit == node_of_.end()) out.add_company(i, company);
        if (hit == node_of_.end() || hit->second == i || link.other > slot) continue;
        const auto& mine = summary_of(slot);
        const auto& theirs = summary_of(link.other);
        out.link(i, hit->second, same_story_among(link_features(link.probability(), mine, theirs)), company);
      }
}

void Regroup::add_others() {
  home_units_ = units_.size();
  for (auto& node : others_) {
    units_.push_back({static_cast<std::uint32_t>(nodes_.size())});
    nodes_.push_back(std::move(node));
  }
}

void Regroup::weigh_abroad(Agglomeration& out) const {
  for (std::uint32_t i = 0; i < units_.size(); ++i)
    for (const auto node : units_[i])
      for (const auto slot : newest(nodes_[node].slots)) link_abroad(i, slot, out);
}

void Regroup::link_abroad(std::uint32_t unit, Slot slot, Agglomeration& out) const {
  for (const auto& link : links_.abroad.of(slot)) {
    if (link.other > slot) break;
    const auto hit = node_of_.find(Slot{link.other});
    if (hit == node_of_.end() || hit->second == unit) continue;
    const float strength = abroad(slot, link);
    if (strength >= kLeastAbroad) out.link(unit, hit->second, strength);
  }
}

void Regroup::hold_together(Agglomeration& clusters) const {
  if (stories_.verdicts().empty()) return;
  for (const auto story : near_) {
    const auto keeps = [&](std::uint32_t node) { return nodes_[node].held && nodes_[node].story == story; };
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const auto& units = clusters.clusters()[i];
      if (std::none_of(units.begin(), units.end(), [&](auto unit) {
            return std::any_of(units_[unit].begin(), units_[unit].end(), keeps);
          }))
        continue;
      if (first)
        clusters.join(*first, i);
      else
        first = i;
    }
  }
}

std::vector<std::vector<Slot>> Regroup::unite_abroad() {
  std::vector<std::size_t> sizes(units_.size());
  node_of_.clear();
  for (std::uint32_t i = 0; i < units_.size(); ++i)
    for (const auto node : units_[i])
      for (const auto slot : newest(nodes_[node].slots)) {
        node_of_[slot] = i;
        ++sizes[i];
      }
  Agglomeration clusters(sizes, kAbroad);
  weigh_abroad(clusters);
  hold_together(clusters);
  clusters.unite(kTogetherAbroad, [&](const auto& a, const auto& b) {
    return std::all_of(a.begin(), a.end(), [&](auto x) {
      return std::all_of(b.begin(), b.end(), [&](auto y) { return may_unite(units_[x], units_[y]); });
    });
  });
  std::vector<std::vector<Slot>> out;
  for (const auto& cluster : clusters.clusters()) {
    if (cluster.empty()) continue;
    Unit all;
    for (const auto unit : cluster) all.insert(all.end(), units_[unit].begin(), units_[unit].end());
    out.push_back(slots_of(all));
  }
  return out;
}

std::vector<Slot> Regroup::slots_of(const Unit& unit) const {
  std::vector<Slot> out;
  for (const auto node : unit) out.insert(out.end(), nodes_[node].slots.begin(), nodes_[node].slots.end());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<ArticleCluster> Regroup::name_clusters() {
  std::vector<ArticleCluster> out;
  std::vector<ArticleId> given;
  for (std::size_t i = 0; i < home_units_; ++i) {
    const auto slots = slots_of(units_[i]);
    // As it was called, where the article that it is named after is in it or gone, so that it needs no other.
    auto name = window_.at(slots.front()).cluster;
    const auto named_after = window_.slot_of(name);
    const bool is_elsewhere = named_after && !std::binary_search(slots.begin(), slots.end(), *named_after);
    if (is_elsewhere || std::find(given.begin(), given.end(), name) != given.end())
      name = window_.at(slots.front()).id;
    given.push_back(name);
    for (const auto slot : slots) {
      auto& article = window_.at(slot);
      if (article.cluster == name) continue;
      article.cluster = name;
      out.push_back({article.id, name});
    }
  }
  return out;
}

bool Regroup::is_alone(const Unit& unit) const {
  return unit.size() == 1 && nodes_[unit.front()].slots.size() == 1;
}

bool Regroup::may_join(const Node& one, const Node& other) const {
  const auto& verdicts = stories_.verdicts();
  if (one.story == other.story) return true;
  if (one.held && other.held && !verdicts.may_merge(one.story, other.story)) return false;
  return std::all_of(one.slots.begin(), one.slots.end(),
                     [&](Slot slot) { return verdicts.may_join(window_.at(slot).id, other.story); });
}

bool Regroup::may_unite(const Agglomeration::Cluster& a, const Agglomeration::Cluster& b) const {
  if (stories_.verdicts().empty()) return true;
  return std::all_of(a.begin(), a.end(), [&](auto x) {
    return std::all_of(b.begin(), b.end(), [&](auto y) {
      return may_join(nodes_[x], nodes_[y]) && may_join(nodes_[y], nodes_[x]);
    });
  });
}

Regrouping Regroup::group_around(Slot slot, std::optional<Slot> newcomer) {
  lang_ = window_.at(slot).lang;
  gather(slot);
  unite_home();
  add_others();
  auto changes = settler_.settle(near_, unite_abroad(), newcomer);
  return {std::move(changes), name_clusters()};
}

Regrouping Regroup::place(Slot newcomer) {
  return group_around(newcomer, newcomer);
}

Regrouping Regroup::look_again(Slot slot) {
  return group_around(slot, std::nullopt);
}

}  // namespace kabar::group
