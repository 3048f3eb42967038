#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/library.h"

namespace kabar::serve {

/// Goes through all articles, or stories, that a search finds, some at a time: newest first, each once,
/// whatever comes in meanwhile. Between two calls it keeps its place alone; of stories that a query chooses,
/// a bit for each article that there is besides. One thread at a time.
class ExportWalk {
 public:
  enum class Kind : std::uint8_t { kArticles, kStories };

  /// The order of `asked` does not count. `last`: nothing that arrived later.
  ExportWalk(Kind kind, SearchRequest asked, std::optional<ArticleId> last = {});

  /// The next few; neither articles nor stories at the end.
  struct Batch {
    std::vector<ArticleModel> articles;
    std::vector<StoryCard> stories;
    bool empty() const noexcept { return articles.empty() && stories.empty(); }
  };
  Result<Batch> next(const Library& library);

 private:
  Result<Batch> all_stories(const Library& library);
  Result<Batch> stories_of(const Library& library);   ///< those of the next articles
  Result<Batch> articles_of(const Library& library);  ///< the next ones
  Result<std::vector<store::ArticleRow>> rows(const Library& library, std::size_t most);
  bool is_new(StoryId story);

  Kind kind_;
  SearchRequest asked_;
  Page place_;
  StoryId story_place_;
  std::vector<bool> seen_;  // by the number of the story
  bool over_ = false;
};

/// A line of JSON for each, as the API writes them.
std::string json_lines(const ExportWalk::Batch& batch, std::string_view base_url);

}  // namespace kabar::serve
