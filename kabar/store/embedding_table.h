#pragma once

#include <optional>
#include <string_view>

#include "kabar/model/embedding.h"
#include "kabar/model/ids.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// What servers of embeddings said, article by article.
class EmbeddingTable {
 public:
  explicit EmbeddingTable(Database& database) : database_(&database) {}

  Status ask(ArticleId article, std::string_view model, std::string_view text);
  Status put(ArticleId article, const Embedding& vector);
  Result<std::optional<Embedding>> find(std::string_view model, std::string_view text) const;

 private:
  Database* database_;
};

}  // namespace kabar::store
