#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/model/ids.h"

namespace kabar {

/// One step in the life of the stories. Applied in order, the steps of a stream give its stories.
struct StoryChange {
  enum class Kind : std::uint8_t {
    kOpen,   ///< `article` opens `story` (which is minted from it)
    kJoin,   ///< `article` joins `story`
    kMove,   ///< `article` leaves `other` for `story`
    kMerge,  ///< all of `other` goes over to `story`; `other` is from now on a redirect
    kSplit,  ///< `article` leaves `other` and opens `story`; the articles that go with it follow as kMove
  };

  Kind kind;
  ArticleId article{};
  StoryId story{};
  StoryId other{};

  friend bool operator==(const StoryChange&, const StoryChange&) = default;
};

/// How probably an article and an earlier one tell one story, in 65,535ths.
struct ArticleLink {
  ArticleId other{};
  std::uint16_t strength = 0;

  friend bool operator==(const ArticleLink&, const ArticleLink&) = default;
};

/// An article's cluster in its story: what tells of one event in one language. Those of a story that have the
/// same are one; named after one of its articles.
struct ArticleCluster {
  ArticleId article{};
  ArticleId cluster{};

  friend bool operator==(const ArticleCluster&, const ArticleCluster&) = default;
};

/// What the grouping decided on one article.
struct Placement {
  std::vector<StoryChange> changes;     ///< in order; empty for an article that belongs in no story
  std::optional<ArticleId> copy_of;     ///< the earlier article whose text this one (nearly) repeats
  std::vector<ArticleLink> links = {};  ///< for Standing, after a break
  /// The same of earlier articles that were judged anew: all their links to earlier ones.
  std::vector<std::pair<ArticleId, std::vector<ArticleLink>>> relinked = {};
  /// The same: of articles that are not alone, or no longer, in a cluster named after them.
  std::vector<ArticleCluster> clusters = {};
  bool leads = false;  ///< the first of its language in its story, so that an Embedding of it would help
};

/// "s" and the number in base 36: what a story is called outside ("s4f2"). And back; nothing for other text.
std::string story_name(StoryId id);
std::optional<StoryId> parse_story_name(std::string_view name) noexcept;

/// "a" and the number in base 36.
std::string article_name(ArticleId id);
std::optional<ArticleId> parse_article_name(std::string_view name) noexcept;

}  // namespace kabar
