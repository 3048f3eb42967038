#pragma once

#include <optional>

#include "kabar/compress/zstd.h"
#include "kabar/model/ids.h"
#include "kabar/model/text_facts.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// What the newest states of articles state, cite and name.
class FactTable {
 public:
  explicit FactTable(Database& database) : database_(&database) {}

  /// Inserts or replaces; an article without facts has no row.
  Status put(ArticleId article, const TextFacts& facts);
  Result<TextFacts> find(ArticleId article);

 private:
  Database* database_;
  compress::ZstdCompressor compressor_;
};

/// Reads what put() wrote; kCorrupt.
Result<TextFacts> facts_of_body(ByteView body);
/// The same where many are read: of an article whose facts do not read back none, and a warning says so.
std::optional<TextFacts> facts_or_none(ArticleId article, ByteView body);

}  // namespace kabar::store
