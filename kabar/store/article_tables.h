#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kabar/compress/zstd.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

/// Sources by the id that they have outside.
class SourceTable {
 public:
  explicit SourceTable(Database& database) : database_(&database) {}

  Status put(const Source& source);
  /// The row of a source; made, with `site` as its name, when it is not there.
  Result<std::int64_t> row_of(const std::string& id, const std::string& site);
  /// Where it has neither articles nor channels.
  Status drop(std::string_view id);
  /// One more article.
  Status count(std::int64_t source, Timestamp sorted);
  /// Articles of the source came or went otherwise.
  Status recount(std::int64_t source);
  /// After a rollback.
  void forget() { rows_.clear(); }

 private:
  Database* database_;
  std::map<std::string, std::int64_t> rows_;
};

/// Articles and their revisions.
class ArticleTables {
 public:
  explicit ArticleTables(Database& database) : database_(&database) {}

  Status insert(const ArticleWrite& write, std::int64_t source, std::int64_t revision);
  /// Another state of a known article; shown where it is the newest.
  Status update(const ArticleWrite& write, std::int64_t revision);
  /// What is known of it from a new grouping.
  Status regroup(const RegroupedArticle& article);
  Status relink(ArticleId article, const std::vector<ArticleLink>& links);
  /// Keeps the text; the number of the revision.
  Result<std::int64_t> add_revision(const ArticleWrite& write);

 private:
  Database* database_;
  compress::ZstdCompressor compressor_;
};

}  // namespace kabar::store
