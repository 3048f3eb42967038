#include "kabar/group/story_index.h"

#include <algorithm>

namespace kabar::group {

void StoryIndex::put(Slot slot, StoryId id) {
  auto& article = window_.at(slot);
  article.story = id;
  verdicts_.place(article.id, id);
  auto& story = stories_[id];
  story.slots.insert(std::upper_bound(story.slots.begin(), story.slots.end(), slot), slot);
  for (auto& [lang, n] : story.langs)
    if (lang == article.lang) {
      ++n;
      return;
    }
  story.langs.emplace_back(article.lang, 1);
}

void StoryIndex::take(Slot slot, StoryId from, std::uint32_t lang) {
  const auto hit = stories_.find(from);
  if (hit == stories_.end()) return;
  auto& story = hit->second;
  std::erase(story.slots, slot);
  for (auto& [other, n] : story.langs)
    if (other == lang && n > 0) --n;
  if (story.slots.empty()) stories_.erase(hit);
}

void StoryIndex::move(Slot slot, StoryId to) {
  take(slot, window_.at(slot).story, window_.at(slot).lang);
  put(slot, to);
}

void StoryIndex::merge(StoryId from, StoryId to) {
  for (const auto slot : std::vector<Slot>(members(from))) move(slot, to);
  verdicts_.merge(from, to);
}

void StoryIndex::forget(const LiveWindow::Expired& article) {
  take(article.slot, article.story, article.lang);
}

const std::vector<Slot>& StoryIndex::members(StoryId story) const {
  static const std::vector<Slot> kNone;
  const auto hit = stories_.find(story);
  return hit == stories_.end() ? kNone : hit->second.slots;
}

bool StoryIndex::is_held(StoryId story) const {
  if (verdicts_.empty()) return false;
  const auto& slots = members(story);
  return std::any_of(slots.begin(), slots.end(),
                     [&](Slot slot) { return verdicts_.holds(window_.at(slot).id); });
}

std::size_t StoryIndex::count(StoryId story, std::uint32_t lang) const {
  const auto hit = stories_.find(story);
  if (hit == stories_.end()) return 0;
  for (const auto& [other, n] : hit->second.langs)
    if (other == lang) return n;
  return 0;
}

}  // namespace kabar::group
