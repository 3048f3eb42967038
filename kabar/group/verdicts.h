#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "kabar/model/correction.h"
#include "kabar/model/ids.h"

namespace kabar::group {

/// What persons decided on articles, as the grouping obeys it: which stand together, and which never do. Of
/// corrections that contradict each other the later one counts. Knows of the articles that no longer are
/// live, too. One thread.
///
/// A block is a set of articles that are held together; an article that is only kept apart from others is a
/// block of its own, which the grouping may move. A block brings its claims into the story it stands in, also
/// those of its articles that have not come yet.
class Verdicts {
 public:
  Verdicts() = default;
  /// Those that were not undone, in order; nobody is placed yet.
  explicit Verdicts(std::span<const Correction> corrections);

  bool empty() const noexcept { return blocks_.empty(); }

  /// The article stands in `story` now.
  void place(ArticleId article, StoryId story);
  /// All of `from` went over to `to`.
  void merge(StoryId from, StoryId to);

  /// Whether a person put it where it stands, so that nobody else may move it.
  bool holds(ArticleId article) const;
  /// Where those stand with which a person put it.
  std::optional<StoryId> story_of(ArticleId article) const;
  /// Whether nobody in `story` is to be kept apart from it.
  bool may_join(ArticleId article, StoryId story) const;
  bool may_merge(StoryId a, StoryId b) const;

 private:
  using BlockId = std::uint32_t;
  /// One side of what a correction keeps apart.
  struct Side {
    std::uint32_t correction;
    bool apart;
    bool operator==(const Side&) const = default;
    bool operator<(const Side& other) const {
      return correction != other.correction ? correction < other.correction : apart < other.apart;
    }
  };
  struct Block {
    std::vector<Side> sides;  ///< sorted, each once
    std::optional<StoryId> story;
    bool held = false;
  };

  const Block* block_of(ArticleId article) const;
  std::vector<Side> sides_in(StoryId story) const;

  std::unordered_map<ArticleId, BlockId> by_article_;
  std::vector<Block> blocks_;
  std::unordered_map<StoryId, std::vector<BlockId>> by_story_;
};

}  // namespace kabar::group
