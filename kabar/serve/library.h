#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/serve/view_models.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// What a reader of stories or of search results asks to see.
struct Page {
  std::size_t offset = 0;
  std::size_t limit = 20;
};

/// Reads the store and puts together what the pages show. Made for one request; kNotFound for what is not
/// there.
class Library {
 public:
  /// `lang`: the reader's own, whose articles lead their stories; may be empty. `full_text`: whether every
  /// body may be shown, not only those of sources that allow it.
  static Result<Library> open(const store::Reader& reader, std::string_view lang, bool full_text);

  /// The clock of the edition: its newest article.
  Timestamp now() const noexcept { return totals_.newest.value_or(Timestamp{}); }
  const store::Totals& totals() const noexcept { return totals_; }
  const std::vector<store::SourceRow>& sources() const noexcept { return sources_; }

  Result<FrontModel> front() const;
  /// Stories in the order of the front page.
  Result<std::vector<StoryCard>> top_stories(std::size_t limit) const;
  /// Those that something came to since, the last first.
  Result<std::vector<store::StoryRow>> recent_stories(Timestamp since, std::size_t limit) const {
    return reader_.recent_stories(since, limit);
  }
  Result<StoryCard> card(const store::StoryRow& story) const;
  Result<StoryModel> story(StoryId id, std::string_view lang, std::string_view source) const;
  Result<ArticleModel> article(ArticleId id) const;
  Result<SourceModel> source(std::string_view id, const Page& page) const;
  Result<std::vector<Teaser>> latest(std::string_view source, const Page& page) const;
  Result<SearchModel> search(const SearchRequest& asked, const Page& page) const;

  /// The story that goes by this id now.
  Result<StoryId> current_story(StoryId id) const { return reader_.current_story(id); }

 private:
  Library(const store::Reader& reader, std::string_view lang, bool full_text)
      : reader_(reader), lang_(lang), full_text_(full_text) {}

  Teaser teaser(const store::ArticleRow& row) const;
  std::vector<Teaser> teasers(const std::vector<store::ArticleRow>& rows) const;
  const Source* find_source(std::string_view id) const;
  Result<std::vector<store::ArticleRow>> story_rows(StoryId id) const;
  Status add_story(const store::ArticleRow& row, ArticleModel& model) const;

  const store::Reader& reader_;
  std::string lang_;
  bool full_text_;
  store::Totals totals_;
  std::vector<store::SourceRow> sources_;
};

}  // namespace kabar::serve
