#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kabar/compress/zstd.h"
#include "kabar/store/spelling_list.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

/// The full-text table and the terms that stand in it. What changes is kept until flush() writes it in one
/// go: any other statement in between would make FTS5 write a segment of its own for each article.
class SearchIndex {
 public:
  explicit SearchIndex(Database& database) : database_(&database), spellings_(database) {}

  /// Replaces what is indexed of the article; `when` is what it is sorted by now.
  void put(ArticleId article, std::int64_t revision, const ArticleWrite& write, std::int64_t source,
           Timestamp when);
  /// The facets of the article change with what is stored of it.
  Status renew(ArticleId article);
  void remove(ArticleId article) { pending_.push_back({article, 0, {}}); }
  /// Before the transaction is committed.
  Status flush();
  /// Writes the facets of all that is indexed anew, from the stored analyses; words stay as they are. In one
  /// transaction of the caller's.
  Status refresh();
  /// After it was rolled back.
  void forget() {
    pending_.clear();
    spellings_.forget();
  }

 private:
  struct Pending {
    ArticleId article;
    std::int64_t revision;
    std::string lines;  ///< of terms: title, body, facets; none for what is only removed
  };
  /// Gives the words back that were indexed of it.
  Result<std::string> take_out(ArticleId article);
  Status read_behind(ArticleId last, std::int64_t most);
  Status index_terms_of(const Pending& pending);
  Status keep_terms_of(const Pending& pending);

  Database* database_;
  SpellingList spellings_;
  compress::ZstdCompressor compressor_;
  std::vector<Pending> pending_;
};

}  // namespace kabar::store
