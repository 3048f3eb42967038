#include "kabar/store/fact_table.h"

#include <algorithm>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/compress/zstd.h"
#include "kabar/model/story.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"
#include "kabar/understand/facts_codec.h"

namespace kabar::store {

Result<TextFacts> facts_of_body(ByteView body) {
  KABAR_TRY(const auto bytes, compress::zstd_decompress(body));
  return understand::decode_facts(bytes);
}

std::optional<TextFacts> facts_or_none(ArticleId article, ByteView body) {
  auto facts = facts_of_body(body);
  if (facts) return *std::move(facts);
  log(LogLevel::kWarning,
      "article " + article_name(article) + ": " + facts.error().message +
          "; its figures, quotes and names are left out (kabar rebuild stories reads them anew)");
  return std::nullopt;
}

Status FactTable::put(ArticleId article, const TextFacts& facts) {
  if (facts.empty()) return database_->query("DELETE FROM facts WHERE article = ?").bind(raw(article)).run();
  KABAR_TRY(const auto body, compressor_.compress(understand::encode(facts)));
  auto query = database_->query("INSERT OR REPLACE INTO facts (article, body) VALUES (?, ?)");
  return query.bind(raw(article)).bind(body).run();
}

Result<TextFacts> FactTable::find(ArticleId article) {
  auto row = database_->query(statements::kFacts);
  KABAR_TRY(const bool found, row.bind(raw(article)).step());
  return found ? facts_of_body(row.bytes(0)) : TextFacts{};
}

Result<std::vector<Reader::ArticleFacts>> Reader::story_facts(StoryId id, std::size_t limit) const {
  auto row = state_->database->query(statements::kStoryFacts);
  row.bind(raw(id)).bind(std::uint64_t{limit});
  std::vector<ArticleFacts> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    const ArticleId article{row.number(0)};
    if (auto facts = facts_or_none(article, row.bytes(1))) out.push_back({article, *std::move(facts)});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Result<TextFacts> Reader::facts(ArticleId id) const {
  return FactTable(*state_->database).find(id);
}

}  // namespace kabar::store
