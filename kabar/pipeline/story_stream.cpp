#include "kabar/pipeline/story_stream.h"

#include <chrono>

#include "kabar/pipeline/admission.h"

namespace kabar::pipeline {
namespace {

/// No clock bounds the times of a stream that is only measured.
constexpr Timestamp kEndOfTime = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};

}  // namespace

std::vector<StoryChange> StoryStream::add(Prepared prepared) {
  const ArticleId id{++articles_};
  const auto time = believed_time(prepared.article, kEndOfTime);
  if (embedder_ != nullptr && grouper_.looks_back_at(id))
    for (auto& answer : embedder_->wait()) grouper_.embed(answer.article, std::move(answer.vector));
  auto placement = grouper_.add({id, source_of(prepared.article), time, std::move(prepared.analysis)});
  if (embedder_ != nullptr && placement.leads) embedder_->ask(id, text_to_embed(prepared.article));
  copies_.push_back(placement.copy_of);
  for (const auto& change : placement.changes) places_.apply(change);
  return std::move(placement.changes);
}

}  // namespace kabar::pipeline
