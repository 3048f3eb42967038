#pragma once

#include <string>
#include <vector>

#include "kabar/store/removal.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// Takes articles out of the tables for good, and keeps the tombstones.
class RemovalTable {
 public:
  explicit RemovalTable(Database& database) : database_(&database) {}

  /// All rows of the article but those of the search index, which the caller sees to, as to the counters of
  /// its story and source. Its oldest copy is the original of the others from now on.
  Status take_out(ArticleId article);
  Status keep(const Removal& removal);
  Status forgive(std::string_view key);

 private:
  Status pass_copies_on(ArticleId article);
  Status take_pictures(ArticleId article);
  Result<std::vector<std::string>> pictures_of(ArticleId article);

  Database* database_;
};

}  // namespace kabar::store
