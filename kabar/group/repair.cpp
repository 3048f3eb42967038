#include "kabar/group/repair.h"

#include <algorithm>

namespace kabar::group {
namespace {

constexpr float kBetterBy = 0.2F;  ///< how much better another story must fit before an article moves
constexpr float kMerge = 0.3F;
constexpr float kMergeAbroad = 0.36F;
constexpr std::size_t kSpokesmen = 5;
constexpr std::size_t kMuchLarger =
    4;  ///< times the articles, from which on only the smaller story is asked abroad

float score_in(const std::vector<Fit>& fits, StoryId story) {
  const auto hit =
      std::find_if(fits.begin(), fits.end(), [&](const auto& fit) { return fit.story == story; });
  return hit == fits.end() ? 0.0F : hit->score;
}

}  // namespace

void Repair::look_back(std::size_t articles, std::vector<Slot> others) {
  const auto end = window_.end();
  const auto begin = end - window_.begin() > articles ? end - static_cast<Slot>(articles) : window_.begin();
  std::sort(others.begin(), others.end());
  for (const auto slot : others)
    if (slot < begin && window_.is_live(slot)) look_at(slot);
  for (auto slot = begin; slot < end; ++slot)
    if (window_.is_live(slot)) look_at(slot);
}

std::vector<StoryChange> Repair::run(std::size_t articles, std::vector<Slot> others) {
  look_back(articles, std::move(others));
  std::sort(proposed_.begin(), proposed_.end());
  proposed_.erase(std::unique(proposed_.begin(), proposed_.end()), proposed_.end());
  std::vector<Pair> pairs;
  for (const auto& [a, b] : proposed_)
    if (const auto score = affinity(a, b)) pairs.push_back({a, b, *score});
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& x, const auto& y) { return x.score > y.score; });
  std::vector<StoryId> changed;
  const auto is_changed = [&](StoryId id) {
    return std::find(changed.begin(), changed.end(), id) != changed.end();
  };
  for (const auto& pair : pairs) {
    if (is_changed(pair.a) || is_changed(pair.b)) continue;  // the next pass sees what became of it
    if (!stories_.verdicts().may_merge(pair.a, pair.b)) continue;
    merge(pair.a, pair.b);
    changed.insert(changed.end(), {pair.a, pair.b});
  }
  proposed_.clear();
  return std::exchange(changes_, {});
}

void Repair::look_at(Slot slot) {
  const auto& article = window_.at(slot);
  const auto home = article.story;
  const auto fits = fits_of(slot, Where::kHome);
  const auto abroad = fits_of(slot, Where::kAbroad);
  for (const auto& fit : abroad)
    if (fit.story != home && fit.score >= kMergeAbroad) propose(home, fit.story);
  if (article.copy_of || stories_.members(home).size() < 2) return;
  if (stories_.verdicts().holds(article.id)) return;
  const float own = std::max(score_in(fits, home), score_in(abroad, home));
  if (!abroad.empty() && abroad.front().story != home &&
      abroad.front().score >= std::max(kJoinAbroad, own + kBetterBy))
    move(slot, abroad.front().story);
}

void Repair::move(Slot slot, StoryId to) {
  const auto& article = window_.at(slot);
  if (!stories_.verdicts().may_join(article.id, to)) return;
  changes_.push_back({StoryChange::Kind::kMove, article.id, to, article.story});
  stories_.move(slot, to);
}

void Repair::propose(StoryId a, StoryId b) {
  proposed_.emplace_back(std::min(a, b), std::max(a, b));
}

void Repair::merge(StoryId a, StoryId b) {
  const auto size_a = stories_.members(a).size(), size_b = stories_.members(b).size();
  if (size_a == 0 || size_b == 0) return;
  if (size_b > size_a) std::swap(a, b);  // a is the older one as they come in
  changes_.push_back({StoryChange::Kind::kMerge, window_.at(stories_.members(b).front()).id, a, b});
  stories_.merge(b, a);
}

std::vector<Fit> Repair::fits_of(Slot slot, Where where) {
  const auto& article = window_.at(slot);
  if (where == Where::kAbroad) return judge_.fits_abroad(article, judge_.links_abroad(article, slot));
  std::vector<Link> links;
  for (const auto& link : graph_.of(slot)) links.push_back({link.other, link.probability()});
  return judge_.fits(article, links, slot);
}

std::optional<float> Repair::mean_fit(StoryId from, StoryId to, Where where) {
  const auto& members = stories_.members(from);
  float sum = 0.0F;
  std::size_t asked = 0;
  for (auto slot = members.rbegin(); slot != members.rend() && asked < kSpokesmen; ++slot) {
    const auto at_home = stories_.count(to, window_.at(*slot).lang);
    const auto met = where == Where::kHome ? at_home : stories_.members(to).size() - at_home;
    if (met == 0) continue;
    sum += score_in(fits_of(*slot, where), to);
    ++asked;
  }
  if (asked == 0) return std::nullopt;
  return sum / static_cast<float>(asked);
}

bool Repair::may_meet_abroad(StoryId a, StoryId b) const {
  const auto& first = stories_.members(a);
  const auto lang = window_.at(first.front()).lang;
  return stories_.count(a, lang) < first.size() || stories_.count(b, lang) < stories_.members(b).size();
}

std::optional<float> Repair::affinity(StoryId a, StoryId b) {
  if (stories_.members(a).empty() || stories_.members(b).empty()) return std::nullopt;
  const bool abroad_too = may_meet_abroad(a, b);
  // The story whose newest article is the newer one is asked first: its links are the likelier to be known.
  if (stories_.members(a).back() < stories_.members(b).back()) std::swap(a, b);
  const auto home = mean_fit(a, b, Where::kHome);
  if (home && *home >= kMerge)
    if (const auto back = mean_fit(b, a, Where::kHome); back && *back >= kMerge)
      return std::min(*home, *back);
  return abroad_too ? affinity_abroad(a, b) : std::nullopt;
}

std::optional<float> Repair::affinity_abroad(StoryId a, StoryId b) {
  const auto there = mean_fit(a, b, Where::kAbroad), back = mean_fit(b, a, Where::kAbroad);
  if (!there || !back) return std::nullopt;
  // A small story may speak to all of a large one, of which few speak to it.
  const auto size_a = stories_.members(a).size(), size_b = stories_.members(b).size();
  const float both = size_b >= kMuchLarger * size_a   ? *there
                     : size_a >= kMuchLarger * size_b ? *back
                                                      : std::min(*there, *back);
  return both >= kMergeAbroad ? std::optional(both) : std::nullopt;
}

}  // namespace kabar::group
