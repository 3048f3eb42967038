#include "kabar/group/story_parts.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kabar::group {

using Kind = StoryChange::Kind;

std::vector<StoryParts::Claim> StoryParts::claims() const {
  std::vector<Claim> out;
  for (const auto story : near_) {
    const auto begin = out.size();
    const bool held = stories_.is_held(story);
    for (const auto slot : stories_.members(story)) {
      const auto part = part_of_.at(slot);
      auto hit = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
                              [&](const auto& claim) { return claim.part == part; });
      if (hit == out.end()) hit = out.insert(out.end(), {held, 0, false, story, part});
      ++hit->count;
      hit->named_after = hit->named_after || raw(window_.at(slot).id) == raw(story);
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tuple(b.held, b.count, b.named_after, raw(a.story), a.part) <
           std::tuple(a.held, a.count, a.named_after, raw(b.story), b.part);
  });
  return out;
}

void StoryParts::name_by_claim(const std::vector<Claim>& all) {
  std::vector<StoryId> given;
  for (const auto& claim : all) {
    auto& part = parts_[claim.part];
    part.held = part.held || claim.held;
    if (part.story || std::find(given.begin(), given.end(), claim.story) != given.end()) continue;
    part.story = claim.story;
    given.push_back(claim.story);
  }
}

void StoryParts::name() {
  const auto all = claims();
  name_by_claim(all);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    auto& part = parts_[i];
    if (part.story) continue;
    part.story = mint(part);
    if (part.story) continue;
    // Its largest claim is on a story that a larger part has.
    const auto mine =
        std::find_if(all.begin(), all.end(), [&](const auto& claim) { return claim.part == i; });
    const auto keeper = std::find_if(parts_.begin(), parts_.end(),
                                     [&](const auto& other) { return other.story == mine->story; });
    part.story = mine->story;
    if (const auto fresh = keeper->held ? std::nullopt : mint(*keeper)) keeper->story = *fresh;
  }
}

std::optional<StoryId> StoryParts::mint(const Part& part) {
  // The new article's own story must be opened before another article can join it.
  if (newcomer_ && part.slots.back() == *newcomer_) return window_.at(*newcomer_).story;
  for (const auto slot : part.slots) {
    auto& article = window_.at(slot);
    if (article.named_a_story) continue;
    article.named_a_story = true;
    return StoryId{raw(article.id)};
  }
  return std::nullopt;
}

bool StoryParts::goes_as_a_whole(StoryId story, StoryId to) const {
  if (to == story || stories_.members(to).empty()) return false;
  const auto& members = stories_.members(story);
  return std::all_of(members.begin(), members.end(), [&](Slot slot) { return target_of(slot) == to; }) &&
         std::none_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part.story == story; });
}

void StoryParts::tell_of(StoryId story) {
  const auto members = stories_.members(story);
  if (members.empty()) return;
  if (const auto to = target_of(members.front()); goes_as_a_whole(story, to)) {
    changes_.push_back({Kind::kMerge, window_.at(members.front()).id, to, story});
    stories_.merge(story, to);
    return;
  }
  for (const auto slot : members) {
    const auto to = target_of(slot);
    if (to == story) continue;
    const bool opens = stories_.members(to).empty();
    changes_.push_back({opens ? Kind::kSplit : Kind::kMove, window_.at(slot).id, to, story});
    stories_.move(slot, to);
  }
}

void StoryParts::tell_of_newcomer(Slot newcomer) {
  auto& article = window_.at(newcomer);
  const auto to = target_of(newcomer);
  const bool opens = to == article.story;
  changes_.push_back({opens ? Kind::kOpen : Kind::kJoin, article.id, to, {}});
  if (opens)
    article.named_a_story = true;
  else
    stories_.move(newcomer, to);
}

std::vector<StoryChange> StoryParts::settle(std::vector<StoryId> near, std::vector<std::vector<Slot>> parts,
                                            std::optional<Slot> newcomer) {
  near_ = std::move(near);
  newcomer_ = newcomer;
  parts_.clear();
  part_of_.clear();
  for (auto& slots : parts) {
    for (const auto slot : slots) part_of_[slot] = parts_.size();
    parts_.push_back({std::move(slots)});
  }
  name();
  const auto own = newcomer ? window_.at(*newcomer).story : StoryId{};
  if (newcomer) tell_of_newcomer(*newcomer);
  for (const auto story : near_)
    if (story != own) tell_of(story);
  return std::exchange(changes_, {});
}

}  // namespace kabar::group
