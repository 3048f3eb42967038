#include "kabar/store/embedding_table.h"

#include "kabar/base/hash.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/store.h"

namespace kabar::store {
namespace {

Bytes encoded(const Embedding& vector) {
  Bytes out;
  out.reserve(2 * vector.size());
  for (const auto value : vector) {
    const auto bits = static_cast<std::uint16_t>(value);
    out.push_back(static_cast<std::byte>(bits & 0xFFU));
    out.push_back(static_cast<std::byte>(bits >> 8U));
  }
  return out;
}

/// Empty for what is none.
Embedding decoded(ByteView bytes) {
  Embedding out;
  if (bytes.size() % 2 != 0 || bytes.size() > 2 * kMostDimensions) return out;
  out.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); i += 2)
    out.push_back(static_cast<std::int16_t>(std::to_integer<unsigned>(bytes[i]) |
                                            std::to_integer<unsigned>(bytes[i + 1]) << 8U));
  return out;
}

}  // namespace

Status EmbeddingTable::ask(ArticleId article, std::string_view model, std::string_view text) {
  auto query = database_->query(
      "INSERT OR REPLACE INTO lead_vectors (article, model, text_hash, text) VALUES (?, ?, ?, ?)");
  return query.bind(raw(article)).bind(model).bind(hash64(text)).bind(text).run();
}

Status EmbeddingTable::put(ArticleId article, const Embedding& vector) {
  const auto bytes = encoded(vector);
  auto query = database_->query("UPDATE lead_vectors SET vector = ?2, text = '' WHERE article = ?1");
  return query.bind(raw(article)).bind(ByteView(bytes)).run();
}

Result<std::optional<Embedding>> EmbeddingTable::find(std::string_view model, std::string_view text) const {
  auto row = database_->query(
      "SELECT vector FROM lead_vectors WHERE model = ? AND text_hash = ? AND vector IS NOT NULL LIMIT 1");
  KABAR_TRY(const bool found, row.bind(model).bind(hash64(text)).step());
  return found ? std::optional(decoded(row.bytes(0))) : std::nullopt;
}

Result<std::vector<Reader::Lead>> Reader::leads(std::string_view model, ArticleId since) const {
  auto row = state_->database->query(
      "SELECT article, text, vector FROM lead_vectors WHERE article >= ? AND model = ? ORDER BY article");
  row.bind(raw(since)).bind(model);
  std::vector<Lead> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    Lead lead{ArticleId{row.number(0)}, std::string(row.text(1)), {}};
    if (!row.is_null(2)) lead.vector = decoded(row.bytes(2));
    out.push_back(std::move(lead));
  }
}

}  // namespace kabar::store
