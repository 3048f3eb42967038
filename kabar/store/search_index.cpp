#include "kabar/store/search_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/store/columns.h"
#include "kabar/store/fact_table.h"
#include "kabar/store/match_expression.h"
#include "kabar/store/statements.h"
#include "kabar/store/time_facets.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/entities.h"
#include "kabar/understand/search_facets.h"

namespace kabar::store {
namespace {

struct Terms {
  std::string_view title;
  std::string_view body;
  std::string_view facets;
};

Terms split(std::string_view lines) {
  const auto first = std::min(lines.find('\n'), lines.size());
  const auto rest = lines.substr(std::min(first + 1, lines.size()));
  const auto second = std::min(rest.find('\n'), rest.size());
  return {lines.substr(0, first), rest.substr(0, second), rest.substr(std::min(second + 1, rest.size()))};
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string facets_of(std::int64_t source, std::string_view lang, Timestamp when, const Analysis& analysis,
                      const TextFacts& facts) {
  return fmt::format("{} {} {} {}", common_facets(source, lang), time_facets(when),
                     understand::search_facets(analysis), understand::entity_facets(facts));
}

}  // namespace

void SearchIndex::put(ArticleId article, std::int64_t revision, const ArticleWrite& write,
                      std::int64_t source, Timestamp when) {
  const auto& analysis = write.analysis;
  auto lines = fmt::format("{}\n{}\n{}", one_line(analysis.search_title), one_line(analysis.search_body),
                           facets_of(source, write.article.lang, when, analysis, write.facts));
  pending_.push_back({article, revision, std::move(lines)});
}

Status SearchIndex::flush() {
  std::string gone;
  for (const auto& pending : pending_) {
    KABAR_TRY(const auto words, take_out(pending.article));
    gone += words;
    if (pending.lines.empty()) continue;
    KABAR_CHECK(index_terms_of(pending));
    KABAR_CHECK(keep_terms_of(pending));
  }
  pending_.clear();
  return spellings_.leave(gone);
}

Status SearchIndex::index_terms_of(const Pending& pending) {
  const auto terms = split(pending.lines);
  auto index = database_->query("INSERT INTO search (rowid, title, body, facets) VALUES (?, ?, ?, ?)");
  index.bind(raw(pending.article)).bind(terms.title).bind(terms.body).bind(terms.facets);
  KABAR_CHECK(index.run());
  KABAR_CHECK(spellings_.meet(terms.title));
  return spellings_.meet(terms.body);
}

Status SearchIndex::keep_terms_of(const Pending& pending) {
  KABAR_TRY(const auto packed, compressor_.compress(pending.lines));
  auto keep =
      database_->query("INSERT OR REPLACE INTO search_texts (article, revision, terms) VALUES (?, ?, ?)");
  return keep.bind(raw(pending.article)).bind(pending.revision).bind(packed).run();
}

Status SearchIndex::refresh() {
  KABAR_CHECK(database_->execute("INSERT INTO search (search) VALUES ('delete-all')"));
  constexpr std::int64_t kBatch = 500;
  ArticleId last{};
  while (true) {
    KABAR_CHECK(read_behind(last, kBatch));
    if (pending_.empty()) return ok();
    for (const auto& pending : pending_) {
      KABAR_CHECK(index_terms_of(pending));
      KABAR_CHECK(keep_terms_of(pending));
    }
    last = pending_.back().article;
    pending_.clear();
  }
}

/// The next articles in the index, with their facets made anew.
Status SearchIndex::read_behind(ArticleId last, std::int64_t most) {
  auto row = database_->query(
      R"(SELECT t.article, t.revision, t.terms, a.source, a.lang, a.topic, n.body, a.sorted, f.body FROM search_texts t
        JOIN articles a ON a.id = t.article LEFT JOIN analyses n ON n.article = t.article
        LEFT JOIN facts f ON f.article = t.article
        WHERE t.article > ? ORDER BY t.article LIMIT ?)");
  row.bind(raw(last)).bind(most);
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    KABAR_TRY(const auto lines, compress::zstd_decompress(row.bytes(2)));
    const auto terms = split(lines);
    Analysis analysis;
    if (!row.is_null(6)) {
      KABAR_TRY(analysis, understand::decode(as_chars(row.bytes(6))));
    }
    TextFacts facts;
    if (!row.is_null(8)) {
      KABAR_TRY(facts, facts_of_body(row.bytes(8)));
    }
    analysis.topic = static_cast<Topic>(std::clamp<std::int64_t>(row.integer(5), 0, kTopicCount));
    pending_.push_back(
        {ArticleId{row.number(0)}, row.integer(1),
         fmt::format("{}\n{}\n{}", terms.title, terms.body,
                     facets_of(row.integer(3), row.text(4), time_of(row.integer(7)), analysis, facts))});
  }
}

Status SearchIndex::renew(ArticleId article) {
  return read_behind(ArticleId{raw(article) - 1}, 1);
}

Result<std::string> SearchIndex::take_out(ArticleId article) {
  std::string lines;
  {
    auto row = database_->query(statements::kIndexedTerms);
    KABAR_TRY(const bool found, row.bind(raw(article)).step());
    if (!found) return std::string();
    KABAR_TRY(lines, compress::zstd_decompress(row.bytes(0)));
  }
  const auto terms = split(lines);
  auto index = database_->query(
      "INSERT INTO search (search, rowid, title, body, facets) VALUES ('delete', ?, ?, ?, ?)");
  KABAR_CHECK(index.bind(raw(article)).bind(terms.title).bind(terms.body).bind(terms.facets).run());
  KABAR_CHECK(database_->query("DELETE FROM search_texts WHERE article = ?").bind(raw(article)).run());
  return fmt::format("{} {} ", terms.title, terms.body);
}

}  // namespace kabar::store
