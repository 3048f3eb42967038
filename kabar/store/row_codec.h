#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

/// The columns that article_row() reads, from `articles a` and `sources s`; for the text of a statement.
#define KABAR_ARTICLE_COLUMNS                                                                              \
  "a.id, a.story, a.copy_of, a.sorted, a.arrived, a.revisions, a.excerpt, a.outside_id, a.url, "           \
  "a.canonical, "                                                                                          \
  "s.name_id, a.lang, a.title, a.authors, a.agency, a.published, a.modified, a.fetched, a.site, a.image, " \
  "a.kind, a.access"

namespace kabar::store {

ArticleRow article_row(const Query& row);
/// All rows that are left.
Result<std::vector<ArticleRow>> article_rows(Query& query);

/// From the columns id, first_seen, last_seen, articles, outlets, languages.
StoryRow story_row(const Query& row);

/// From the columns name_id, name, home, country, languages, full_text, articles, newest.
SourceRow source_row(const Query& row);

std::optional<Timestamp> time_at(const Query& row, int column);

/// The article that a revision's body holds; kCorrupt.
Result<Article> article_of_body(ByteView body);

}  // namespace kabar::store
