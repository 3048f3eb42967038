#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/story_index.h"
#include "kabar/model/story.h"

namespace kabar::group {

/// Puts the articles of some stories into other stories, as they were grouped anew, with as few changes of
/// ids as can be.
///
/// The larger part of a story keeps its id. A part that needs one is named after the new article, or one
/// whose number no story had yet; where only the larger part has such a one, the smaller part keeps the id
/// instead; where neither has, they stay together.
class StoryParts {
 public:
  StoryParts(LiveWindow& window, StoryIndex& stories) : window_(window), stories_(stories) {}

  /// `near` are the stories, ascending; `parts` have each of their live articles once, ascending. Of a
  /// newcomer, which stands in a story of its own that nobody knows of yet, the first change tells: it opens
  /// that story or joins another. What it gives has been done.
  std::vector<StoryChange> settle(std::vector<StoryId> near, std::vector<std::vector<Slot>> parts,
                                  std::optional<Slot> newcomer);

 private:
  struct Claim {
    bool held;
    std::size_t count;
    bool named_after;  ///< the article that the story is named after is among them
    StoryId story;
    std::size_t part;
  };
  struct Part {
    std::vector<Slot> slots;
    std::optional<StoryId> story = {};
    bool held = false;  ///< a person put some of it where it stands
  };

  std::vector<Claim> claims() const;
  void name();
  void name_by_claim(const std::vector<Claim>& all);
  std::optional<StoryId> mint(const Part& part);
  void tell_of_newcomer(Slot newcomer);
  void tell_of(StoryId story);
  StoryId target_of(Slot slot) const { return *parts_[part_of_.at(slot)].story; }
  bool goes_as_a_whole(StoryId story, StoryId to) const;

  LiveWindow& window_;
  StoryIndex& stories_;
  std::optional<Slot> newcomer_;
  std::vector<StoryId> near_;
  std::vector<Part> parts_;
  std::unordered_map<Slot, std::size_t> part_of_;
  std::vector<StoryChange> changes_;
};

}  // namespace kabar::group
