#include "kabar/pipeline/story_places.h"

#include <algorithm>

namespace kabar::pipeline {

void StoryPlaces::apply(const StoryChange& change) {
  if (change.kind == StoryChange::Kind::kMerge) {
    auto moved = members_.extract(change.other);
    if (!moved) return;
    auto& target = members_[change.story];
    for (const auto member : moved.mapped()) stories_[raw(member) - 1] = change.story;
    target.insert(target.end(), moved.mapped().begin(), moved.mapped().end());
    return;
  }
  const auto position = raw(change.article) - 1;
  stories_.resize(std::max(stories_.size(), static_cast<std::size_t>(position + 1)));
  if (const auto old = members_.find(stories_[position]); old != members_.end())
    std::erase(old->second, change.article);
  stories_[position] = change.story;
  members_[change.story].push_back(change.article);
}

}  // namespace kabar::pipeline
