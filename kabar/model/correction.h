#pragma once

#include <cstdint>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"

namespace kabar {

/// What a person decided about stories. Kept for good: the grouping obeys it, now and when all is grouped
/// anew. Whatever it holds stays together, and apart from whatever it keeps apart.
struct Correction {
  enum class Kind : std::uint8_t { kMerge, kSplit, kMove };

  /// An article that it speaks of, and where that stood before and right after.
  struct Member {
    ArticleId article{};
    StoryId before{}, after{};
    bool apart = false;  ///< kept apart from the others, not held with them

    friend bool operator==(const Member&, const Member&) = default;
  };

  std::uint64_t id = 0;
  Kind kind{};
  Timestamp made;
  bool undone = false;
  StoryId story{};  ///< merge: the one that stays; split: the one that was split; move: where to
  StoryId other{};  ///< merge: the first that went over; split: the one with the new id; move: where from
  std::vector<Member> members;

  friend bool operator==(const Correction&, const Correction&) = default;
};

}  // namespace kabar
