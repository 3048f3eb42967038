#include "kabar/group/regroup.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "kabar/group/link_model.h"

namespace kabar::group {
namespace {

constexpr float kNear = 0.15F;            ///< a link of this strength leads to a story worth a look
constexpr std::size_t kMostStories = 16;  ///< looked at around one article
constexpr std::size_t kSmall = 12;        ///< articles up to which a story is taken apart
constexpr float kTogether = 0.3F;         ///< mean link from which on two clusters are one
constexpr float kFull = 8.0F;             ///< articles of a cluster up to which each counts
constexpr float kSlope = 0.3F;            ///< by which power the number of those of a larger one does

/// How many articles count of a cluster: of a large one not each has a link to all that are like it.
float counted(std::size_t size) {
  const auto n = static_cast<float>(size);
  return n <= kFull ? n : kFull * std::pow(n / kFull, kSlope);
}

}  // namespace

void Regroup::gather(Slot newcomer) {
  std::vector<std::pair<float, StoryId>> found;
  for (const auto& link : graph_.of(newcomer))
    if (link.probability() >= kNear) found.emplace_back(-link.probability(), window_.at(link.other).story);
  std::sort(found.begin(), found.end());
  near_ = {window_.at(newcomer).story};
  for (const auto& [strength, story] : found)
    if (near_.size() < kMostStories && std::find(near_.begin(), near_.end(), story) == near_.end())
      near_.push_back(story);
  std::sort(near_.begin(), near_.end());
  nodes_.clear();
  for (const auto story : near_) take_apart(story);
  std::sort(nodes_.begin(), nodes_.end(), [](const auto& a, const auto& b) { return a.slots < b.slots; });
  node_of_.clear();
  for (std::uint32_t i = 0; i < nodes_.size(); ++i)
    for (const auto slot : nodes_[i].slots) node_of_[slot] = i;
}

void Regroup::take_apart(StoryId story) {
  Node whole{{}, story, false};
  for (const auto slot : stories_.members(story)) {
    if (window_.at(slot).lang == lang_) whole.slots.push_back(slot);
    whole.held = whole.held || stories_.verdicts().holds(window_.at(slot).id);
  }
  if (whole.held || whole.slots.size() > kSmall) {
    nodes_.push_back(std::move(whole));
    return;
  }
  const auto begin = nodes_.size();
  std::vector<ArticleId> originals;
  for (const auto slot : whole.slots) {
    const auto& article = window_.at(slot);
    const auto original = article.copy_of.value_or(article.id);
    const auto hit = std::find(originals.begin(), originals.end(), original);
    if (hit == originals.end()) {
      originals.push_back(original);
      nodes_.push_back({{slot}, story, false});
    } else {
      nodes_[begin + static_cast<std::size_t>(hit - originals.begin())].slots.push_back(slot);
    }
  }
}

void Regroup::weigh() {
  const auto n = nodes_.size();
  likeness_.assign(n * n, 0.0F);
  std::unordered_map<Slot, LinkSummary> summaries;
  const auto summary_of = [&](Slot slot) -> const LinkSummary& {
    return summaries.try_emplace(slot, graph_.of(slot)).first->second;
  };
  for (std::size_t i = 0; i < n; ++i)
    for (const auto slot : nodes_[i].slots)
      for (const auto& link : graph_.of(slot)) {
        if (link.other > slot) break;
        const auto hit = node_of_.find(link.other);
        if (hit == node_of_.end() || hit->second == i) continue;
        const auto& mine = summary_of(slot);
        const auto& theirs = summary_of(link.other);
        const float both = same_story_among(link_features(link.probability(), mine, theirs));
        likeness_[i * n + hit->second] += both;
        likeness_[hit->second * n + i] += both;
      }
}

bool Regroup::may_join(std::uint32_t node, std::uint32_t other) const {
  const auto& one = nodes_[node];
  const auto& verdicts = stories_.verdicts();
  const auto to = nodes_[other].story;
  if (one.story == to) return true;
  if (one.held && nodes_[other].held && !verdicts.may_merge(one.story, to)) return false;
  return std::all_of(one.slots.begin(), one.slots.end(),
                     [&](Slot slot) { return verdicts.may_join(window_.at(slot).id, to); });
}

bool Regroup::may_unite(const Cluster& a, const Cluster& b) const {
  if (stories_.verdicts().empty()) return true;
  return std::all_of(a.begin(), a.end(), [&](auto x) {
    return std::all_of(b.begin(), b.end(), [&](auto y) { return may_join(x, y) && may_join(y, x); });
  });
}

std::optional<Regroup::Pair> Regroup::likest() const {
  const auto n = nodes_.size();
  std::optional<Pair> out;
  float best = kTogether;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      const float sum = likeness_[i * n + j];  // nought where one of them went into another
      if (sum < best) continue;
      const float mean = sum / (weights_[i] * weights_[j]);
      if (mean < best || (mean == best && out)) continue;
      best = mean;
      out = {i, j};
    }
  return out;
}

void Regroup::unite() {
  const auto n = nodes_.size();
  clusters_.clear();
  weights_.clear();
  std::vector<std::size_t> sizes;
  for (std::uint32_t i = 0; i < n; ++i) {
    clusters_.push_back({i});
    sizes.push_back(nodes_[i].slots.size());
    weights_.push_back(counted(sizes.back()));
  }
  while (const auto pair = likest()) {
    const auto [a, b] = *pair;
    if (!may_unite(clusters_[a], clusters_[b])) {
      likeness_[a * n + b] = likeness_[b * n + a] = 0.0F;
      continue;
    }
    clusters_[a].insert(clusters_[a].end(), clusters_[b].begin(), clusters_[b].end());
    clusters_[b].clear();
    sizes[a] += sizes[b];
    weights_[a] = counted(sizes[a]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i != a) likeness_[a * n + i] = likeness_[i * n + a] += likeness_[b * n + i];
      likeness_[b * n + i] = likeness_[i * n + b] = 0.0F;
    }
  }
}

void Regroup::make_parts() {
  parts_.clear();
  part_of_.clear();
  for (const auto& cluster : clusters_) {
    if (cluster.empty()) continue;
    Part part;
    for (const auto node : cluster) {
      part.slots.insert(part.slots.end(), nodes_[node].slots.begin(), nodes_[node].slots.end());
      part.held = part.held || nodes_[node].held;
    }
    std::sort(part.slots.begin(), part.slots.end());
    for (const auto slot : part.slots) part_of_[slot] = parts_.size();
    parts_.push_back(std::move(part));
  }
}

std::vector<Regroup::Claim> Regroup::claims() const {
  std::vector<Claim> out;
  for (const auto story : near_) {
    const auto begin = out.size();
    for (const auto slot : stories_.members(story)) {
      if (window_.at(slot).lang != lang_) continue;
      const auto part = part_of_.at(slot);
      auto hit = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
                              [&](const auto& claim) { return claim.part == part; });
      if (hit == out.end()) hit = out.insert(out.end(), {false, 0, false, story, part});
      ++hit->count;
      hit->named_after = hit->named_after || raw(window_.at(slot).id) == raw(story);
      hit->held = hit->held || nodes_[node_of_.at(slot)].held;
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tuple(b.held, b.count, b.named_after, raw(a.story), a.part) <
           std::tuple(a.held, a.count, a.named_after, raw(b.story), b.part);
  });
  return out;
}

void Regroup::name_parts() {
  std::vector<StoryId> given;
  const auto all = claims();
  for (const auto& claim : all) {
    auto& part = parts_[claim.part];
    if (part.is_named || std::find(given.begin(), given.end(), claim.story) != given.end()) continue;
    part.story = claim.story;
    part.is_named = true;
    given.push_back(claim.story);
  }
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].is_named) continue;
    // Its largest claim is on a story that a larger part has.
    const auto mine =
        std::find_if(all.begin(), all.end(), [&](const auto& claim) { return claim.part == i; });
    const auto keeper = std::find_if(parts_.begin(), parts_.end(), [&](const auto& part) {
      return part.is_named && part.story == mine->story;
    });
    if (const auto fresh = mint(parts_[i])) {
      parts_[i].story = *fresh;
    } else {
      parts_[i].story = mine->story;
      if (const auto other = keeper->held ? std::nullopt : mint(*keeper)) keeper->story = *other;
    }
    parts_[i].is_named = true;
  }
}

std::optional<StoryId> Regroup::mint(const Part& part) {
  // The new article's own story must be opened before another article can join it.
  if (part.slots.back() == newcomer_) return window_.at(newcomer_).story;
  for (const auto slot : part.slots) {
    auto& article = window_.at(slot);
    if (article.named_a_story) continue;
    article.named_a_story = true;
    return StoryId{raw(article.id)};
  }
  return std::nullopt;
}

bool Regroup::goes_as_a_whole(StoryId story, StoryId to) const {
  if (stories_.members(to).empty()) return false;
  for (const auto slot : stories_.members(story)) {
    if (stories_.verdicts().holds(window_.at(slot).id)) return true;  // whoever united them has asked
    const auto lang = window_.at(slot).lang;
    if (lang == lang_ ? parts_[part_of_.at(slot)].story != to : stories_.count(to, lang) > 0) return false;
  }
  return std::none_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part.story == story; });
}

void Regroup::tell_of_story(StoryId story, std::vector<StoryChange>& out) {
  using Kind = StoryChange::Kind;
  const auto members = stories_.members(story);
  if (members.empty()) return;
  const auto first =
      std::find_if(members.begin(), members.end(), [&](Slot slot) { return window_.at(slot).lang == lang_; });
  if (first == members.end()) return;
  const auto to = parts_[part_of_.at(*first)].story;
  if (to != story && goes_as_a_whole(story, to)) {
    out.push_back({Kind::kMerge, window_.at(members.front()).id, to, story});
    stories_.merge(story, to);
    return;
  }
  for (const auto slot : members) {
    const auto& article = window_.at(slot);
    if (article.lang != lang_) continue;
    const auto target = parts_[part_of_.at(slot)].story;
    if (target == story) continue;
    const bool opens = stories_.members(target).empty();
    out.push_back({opens ? Kind::kSplit : Kind::kMove, article.id, target, story});
    stories_.move(slot, target);
  }
}

void Regroup::tell(Slot newcomer, std::vector<StoryChange>& out) {
  const auto& article = window_.at(newcomer);
  const auto own = article.story;
  const auto to = parts_[part_of_.at(newcomer)].story;
  out.push_back({to == own ? StoryChange::Kind::kOpen : StoryChange::Kind::kJoin, article.id, to, {}});
  if (to == own)
    window_.at(newcomer).named_a_story = true;
  else
    stories_.move(newcomer, to);
  for (const auto story : near_)
    if (story != own) tell_of_story(story, out);
}

std::vector<StoryChange> Regroup::place(Slot newcomer) {
  newcomer_ = newcomer;
  lang_ = window_.at(newcomer).lang;
  std::vector<StoryChange> out;
  gather(newcomer);
  weigh();
  unite();
  make_parts();
  name_parts();
  tell(newcomer, out);
  return out;
}

}  // namespace kabar::group
