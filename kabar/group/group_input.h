#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/analysis.h"
#include "kabar/model/ids.h"
#include "kabar/model/story.h"

namespace kabar::group {

struct GroupOptions {
  std::chrono::days live_window{
      14};  ///< articles whose time lies within it before the newest are compared with
  std::size_t always_live = 10'000;   ///< and so are the newest ones, whatever their time
  std::size_t most_live = 1'000'000;  ///< beyond this the earliest to arrive are dropped
  /// A story whose articles have all left can be opened again by one that comes so long after them; nought:
  /// never. And the newest articles that left, so many of them, count for that.
  std::chrono::days reopen{180};
  std::size_t most_closed = 500'000;
};

/// What the grouping is told about one article.
struct GroupInput {
  ArticleId id{};
  std::string source;             ///< outlet; empty or kLocalSource where nobody knows
  std::optional<Timestamp> time;  ///< published, bounded by fetch time; none when nobody knows
  Analysis analysis;
};

/// Where an article stands that came before a break.
struct Standing {
  StoryId story{};
  std::optional<ArticleId> copy_of;
  bool named_a_story = false;  ///< whether any story, not only this one, ever had its number
  /// Placement::links; nothing where nobody knows them any more: they are judged anew.
  std::optional<std::vector<ArticleLink>> links = {};
  std::optional<ArticleId> cluster = {};  ///< the last of Placement::clusters; nothing where it had none
};

/// An article that is no longer live, is no copy and has a time.
struct ClosedRow {
  ArticleId id{};
  StoryId story{};
  Timestamp time;
  bool is_told = true;  ///< no kClosedOfStory newer ones of its story and language stand: those are enough
};
constexpr std::size_t kClosedOfStory = 3;

/// One that is told of.
struct ClosedInput {
  ArticleId id{};
  StoryId story{};
  Timestamp time;
  Analysis analysis;
};

}  // namespace kabar::group
