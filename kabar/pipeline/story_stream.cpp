#include "kabar/pipeline/story_stream.h"

#include <chrono>

#include "kabar/pipeline/admission.h"

namespace kabar::pipeline {
namespace {

/// No clock bounds the times of a stream that is only measured.
constexpr Timestamp kEndOfTime = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};

}  // namespace

std::vector<StoryChange> StoryStream::add(Prepared prepared) {
  stories_.push_back({});
  const ArticleId id{stories_.size()};
  const auto time = believed_time(prepared.article, kEndOfTime);
  auto placement = grouper_.add({id, source_of(prepared.article), time, std::move(prepared.analysis)});
  copies_.push_back(placement.copy_of);
  for (const auto& change : placement.changes) apply(change);
  return std::move(placement.changes);
}

void StoryStream::apply(const StoryChange& change) {
  if (change.kind == StoryChange::Kind::kMerge) {
    auto moved = members_.extract(change.other);
    if (!moved) return;
    auto& target = members_[change.story];
    for (const auto member : moved.mapped()) stories_[member] = change.story;
    target.insert(target.end(), moved.mapped().begin(), moved.mapped().end());
    return;
  }
  const auto position = raw(change.article) - 1;
  if (const auto old = members_.find(stories_[position]); old != members_.end())
    std::erase(old->second, position);
  stories_[position] = change.story;
  members_[change.story].push_back(position);
}

}  // namespace kabar::pipeline
