#pragma once

#include <cstdint>
#include <string>

#include "kabar/compress/zstd.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

/// The full-text table and the terms that stand in it.
class SearchIndex {
 public:
  explicit SearchIndex(Database& database) : database_(&database) {}

  /// Replaces what is indexed of the article.
  Status put(ArticleId article, std::int64_t revision, const ArticleWrite& write, std::int64_t source);
  Status remove(ArticleId article);

 private:
  Database* database_;
  compress::ZstdCompressor compressor_;
};

/// The FTS5 expression of a query that has words; `source` is the source's row, 0 for any. Any text makes a
/// sound expression.
std::string match_expression(const SearchQuery& query, std::int64_t source);

}  // namespace kabar::store
