#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/store/columns.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

/// From KABAR_ARTICLE_COLUMNS.
ArticleRow article_row(const Query& row);
/// All rows that are left.
Result<std::vector<ArticleRow>> article_rows(Query& query);

/// From KABAR_STORY_COLUMNS.
StoryRow story_row(const Query& row);

/// From KABAR_SOURCE_COLUMNS.
SourceRow source_row(const Query& row);

/// The article that a revision's body holds; kCorrupt.
Result<Article> article_of_body(ByteView body);
/// The texts of its blocks alone; kCorrupt.
Result<std::vector<std::string>> texts_of_body(ByteView body);

}  // namespace kabar::store
