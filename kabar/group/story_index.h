#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/verdicts.h"

namespace kabar::group {

/// Which live articles stand in which story; keeps LiveArticle::story true, and tells the verdicts of it.
class StoryIndex {
 public:
  explicit StoryIndex(LiveWindow& window) : window_(window) {}

  /// What persons decided, which whoever moves articles must ask.
  const Verdicts& verdicts() const noexcept { return verdicts_; }
  void set_verdicts(Verdicts verdicts) { verdicts_ = std::move(verdicts); }

  void put(Slot slot, StoryId story);
  void move(Slot slot, StoryId to);
  void merge(StoryId from, StoryId to);
  void forget(const LiveWindow::Expired& article);  ///< it left the window

  /// Ascending; empty for a story without live articles.
  const std::vector<Slot>& members(StoryId story) const;
  /// Whether a person put any of them where it stands.
  bool is_held(StoryId story) const;
  /// Live articles of a story in one language.
  std::size_t count(StoryId story, std::uint32_t lang) const;

 private:
  struct Story {
    std::vector<Slot> slots;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> langs;  ///< language, articles
  };
  void take(Slot slot, StoryId from, std::uint32_t lang);

  LiveWindow& window_;
  Verdicts verdicts_;
  std::unordered_map<StoryId, Story> stories_;
};

}  // namespace kabar::group
