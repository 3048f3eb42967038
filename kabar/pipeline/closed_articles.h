#pragma once

#include <utility>
#include <vector>

#include "kabar/group/group_input.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// Which articles count as closed when the newest time is `newest`.
inline store::Reader::ClosedBounds closed_bounds(const group::GroupOptions& options, Timestamp newest) {
  return {.from = newest - options.reopen,
          .since = newest - options.live_window,
          .newest = options.always_live,
          .most = options.most_closed,
          .of_story = group::kClosedOfStory};
}

/// Tells a Grouper or Explainer what the store says of them; of each article that it does not know yet the
/// analysis is read, one after the other. After a failure it knows only a part.
template <class Grouping>
Status restore_closed(const store::Reader& reader, const store::Reader::ClosedBounds& bounds,
                      Grouping& grouping) {
  KABAR_TRY(auto closed, reader.closed_articles(bounds));
  grouping.begin_review();
  std::erase_if(closed, [&](const auto& row) {
    return !grouping.still_closed({row.id, row.story, row.time, row.is_told});
  });
  grouping.end_review();
  for (const auto& row : closed) {
    KABAR_TRY(auto analysis, reader.analysis(row.id));
    grouping.restore_closed({row.id, row.story, row.time, std::move(analysis)});
  }
  return ok();
}

}  // namespace kabar::pipeline
