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
#include "kabar/model/text_facts.h"

namespace kabar::store {

/// What all that is stored looks like to somebody who groups it anew: one article, as it arrived.
struct GroupedArticle {
  ArticleId id{};
  std::string source;
  std::optional<Timestamp> time;  ///< as it was given to the grouping
  StoryId story{};
  std::optional<ArticleId> copy_of;
  std::string body;      ///< of its first revision; read_body() reads it
  std::string shown;     ///< of its newest revision, where that is another one
  std::string analysis;  ///< as stored
  std::vector<ArticleLink> links;
  std::optional<ArticleId> cluster;
  std::string facts;  ///< as stored, read_facts() reads them; empty where there are none
};

/// The article that GroupedArticle::body holds. Pure, any thread; kCorrupt.
Result<Article> read_body(std::string_view body);

/// The facts that GroupedArticle::facts holds; kCorrupt.
Result<TextFacts> read_facts(std::string_view facts);

/// Another decision on an article, in the same story or not.
struct RegroupedArticle {
  ArticleId id{};
  std::optional<ArticleId> copy_of;
  std::vector<ArticleLink> links;
  std::optional<std::string> analysis;  ///< where it is another one now
  std::optional<TextFacts> facts = {};  ///< likewise
};

}  // namespace kabar::store
