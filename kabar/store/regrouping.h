#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/model/article.h"
#include "kabar/model/ids.h"
#include "kabar/model/story.h"

namespace kabar::store {

/// What all that is stored looks like to somebody who groups it anew: one article, as it arrived.
struct GroupedArticle {
  ArticleId id{};
  std::string source;
  std::optional<Timestamp> time;  ///< as it was given to the grouping
  StoryId story{};
  std::optional<ArticleId> copy_of;
  std::string body;      ///< of its first revision; read_body() reads it
  std::string analysis;  ///< as stored
  std::vector<ArticleLink> links;
};

/// The article that GroupedArticle::body holds. Pure, any thread; kCorrupt.
Result<Article> read_body(std::string_view body);

/// Another decision on an article, in the same story or not.
struct RegroupedArticle {
  ArticleId id{};
  std::optional<ArticleId> copy_of;
  std::vector<ArticleLink> links;
  std::optional<std::string> analysis;  ///< where it is another one now
};

}  // namespace kabar::store
