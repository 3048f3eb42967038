#include "kabar/group/verdicts.h"

#include <algorithm>

namespace kabar::group {
namespace {

/// Whether some correction has one of its sides here and the other there. Both lists are sorted.
template <class Sides>
bool clash(const Sides& a, const Sides& b) {
  for (auto side : a) {
    side.apart = !side.apart;
    if (std::binary_search(b.begin(), b.end(), side)) return true;
  }
  return false;
}

template <class List>
void sort_and_unite(List& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

Verdicts::Verdicts(std::span<const Correction> corrections) {
  std::unordered_map<ArticleId, std::vector<Side>> sides;
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    const auto together = static_cast<BlockId>(blocks_.size());
    blocks_.push_back({{}, {}, true});
    const bool parts = std::any_of(corrections[i].members.begin(), corrections[i].members.end(),
                                   [](const auto& member) { return member.apart; });
    for (const auto& member : corrections[i].members) {
      if (parts) sides[member.article].push_back({static_cast<std::uint32_t>(i), member.apart});
      if (!member.apart)
        by_article_[member.article] = together;
      else if (by_article_.try_emplace(member.article, static_cast<BlockId>(blocks_.size())).second)
        blocks_.emplace_back();
    }
  }
  for (const auto& [article, of_article] : sides) {
    auto& all = blocks_[by_article_.at(article)].sides;
    all.insert(all.end(), of_article.begin(), of_article.end());
  }
  for (auto& block : blocks_) sort_and_unite(block.sides);
}

const Verdicts::Block* Verdicts::block_of(ArticleId article) const {
  if (by_article_.empty()) return nullptr;
  const auto hit = by_article_.find(article);
  return hit == by_article_.end() ? nullptr : &blocks_[hit->second];
}

std::vector<Verdicts::Side> Verdicts::sides_in(StoryId story) const {
  std::vector<Side> out;
  const auto hit = by_story_.find(story);
  if (hit == by_story_.end()) return out;
  for (const auto block : hit->second)
    out.insert(out.end(), blocks_[block].sides.begin(), blocks_[block].sides.end());
  sort_and_unite(out);
  return out;
}

void Verdicts::place(ArticleId article, StoryId story) {
  const auto* found = block_of(article);
  if (found == nullptr || found->story == story) return;
  const auto id = by_article_.at(article);
  auto& block = blocks_[id];
  if (block.story) std::erase(by_story_[*block.story], id);
  block.story = story;
  by_story_[story].push_back(id);
}

void Verdicts::merge(StoryId from, StoryId to) {
  if (from == to) return;
  auto gone = by_story_.extract(from);
  if (!gone) return;
  auto& target = by_story_[to];
  for (const auto block : gone.mapped()) blocks_[block].story = to;
  target.insert(target.end(), gone.mapped().begin(), gone.mapped().end());
}

bool Verdicts::holds(ArticleId article) const {
  const auto* block = block_of(article);
  return block != nullptr && block->held;
}

std::optional<StoryId> Verdicts::story_of(ArticleId article) const {
  const auto* block = block_of(article);
  return block != nullptr && block->held ? block->story : std::nullopt;
}

bool Verdicts::may_join(ArticleId article, StoryId story) const {
  const auto* block = block_of(article);
  if (block == nullptr || block->story == story) return true;
  return !clash(block->sides, sides_in(story));
}

bool Verdicts::may_merge(StoryId a, StoryId b) const {
  if (by_story_.empty()) return true;
  return !clash(sides_in(a), sides_in(b));
}

}  // namespace kabar::group
