#include "kabar/store/regrouping.h"

#include "kabar/store/article_tables.h"
#include "kabar/store/fact_table.h"
#include "kabar/store/link_codec.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/row_codec.h"

namespace kabar::store {

Result<Article> read_body(std::string_view body) {
  return article_of_body(as_bytes(body));
}

Result<TextFacts> read_facts(std::string_view facts) {
  return facts.empty() ? TextFacts{} : facts_of_body(as_bytes(facts));
}

Result<std::vector<GroupedArticle>> Reader::grouped_articles(ArticleId after, std::size_t limit) const {
  auto row = state_->database->query(
      R"(SELECT a.id, s.name_id, a.grouped, a.story, a.copy_of, n.body,
               (SELECT body FROM revisions r WHERE r.id =
                 (SELECT min(id) FROM revisions WHERE article = a.id)), n.links,
               (SELECT body FROM revisions r WHERE r.id = a.shown AND a.revisions > 1),
               (SELECT body FROM facts f WHERE f.article = a.id), a.cluster
        FROM articles a JOIN sources s ON s.id = a.source JOIN analyses n ON n.article = a.id
        WHERE a.story IS NOT NULL AND a.id > ? ORDER BY a.id LIMIT ?)");
  row.bind(raw(after)).bind(std::uint64_t{limit});
  std::vector<GroupedArticle> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    auto& article = out.emplace_back();
    article.id = ArticleId{row.number(0)};
    article.source = row.text(1);
    article.time = time_at(row, 2);
    article.story = StoryId{row.number(3)};
    if (!row.is_null(4)) article.copy_of = ArticleId{row.number(4)};
    article.analysis = as_chars(row.bytes(5));
    article.body = as_chars(row.bytes(6));
    article.links = decode_links(article.id, row.bytes(7)).value_or(std::vector<ArticleLink>{});
    article.shown = as_chars(row.bytes(8));
    article.facts = as_chars(row.bytes(9));
    if (!row.is_null(10)) article.cluster = ArticleId{row.number(10)};
  }
}

Status ArticleTables::regroup(const RegroupedArticle& article) {
  {
    auto update = database_->query("UPDATE articles SET copy_of = ? WHERE id = ?");
    if (article.copy_of)
      update.bind(raw(*article.copy_of));
    else
      update.bind_null();
    KABAR_CHECK(update.bind(raw(article.id)).run());
  }
  KABAR_CHECK(relink(article.id, article.links));
  if (!article.analysis) return ok();
  auto update = database_->query("UPDATE analyses SET body = ? WHERE article = ?");
  return update.bind(as_bytes(*article.analysis)).bind(raw(article.id)).run();
}

Status ArticleTables::relink(ArticleId article, const std::vector<ArticleLink>& links) {
  const auto encoded = encode_links(article, links);
  auto update = database_->query("UPDATE analyses SET links = ? WHERE article = ?");
  return update.bind(ByteView(encoded)).bind(raw(article)).run();
}

}  // namespace kabar::store
