#include "kabar/store/article_tables.h"

#include "kabar/base/hash.h"
#include "kabar/base/utf8.h"
#include "kabar/json/writer.h"
#include "kabar/schema/article_json.h"
#include "kabar/store/columns.h"
#include "kabar/understand/country_about.h"

namespace kabar::store {
namespace {

std::string lines(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += '\n';
    out += item;
  }
  return out;
}

std::string text_of(const std::optional<PublishedTime>& time) {
  return time ? to_string(*time) : std::string();
}

/// The columns that each revision brings anew, in the order of both statements below.
void bind_values(Query& query, const ArticleWrite& write, std::int64_t revision) {
  const auto& article = write.article;
  query.bind(article.id).bind(article.url).bind(article.canonical).bind(article.lang).bind(article.title);
  query.bind(lines(article.authors)).bind(article.agency).bind(text_of(article.published));
  query.bind(text_of(article.modified)).bind(seconds(article.fetched)).bind(article.site).bind(article.image);
  query.bind(std::int64_t{article.kind == ArticleKind::kOther})
      .bind(std::int64_t{article.access == Access::kPartial});
  query.bind(write.analysis.excerpt).bind(revision);
  query.bind(static_cast<std::int64_t>(write.analysis.topic));
  if (article.image.empty())
    query.bind_null();
  else
    query.bind(hash64(article.image));
  query.bind(about_column(understand::country_about(write.analysis)));
}

}  // namespace

Status SourceTable::put(const Source& source) {
  auto query = database_->query(
      R"(INSERT INTO sources (name_id, name, home, country, languages, full_text, outlet_group)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name_id) DO UPDATE SET
          name = excluded.name, home = excluded.home, country = excluded.country,
          languages = excluded.languages, full_text = excluded.full_text,
          outlet_group = excluded.outlet_group)");
  query.bind(source.id)
      .bind(utf8::head(source.name.empty() ? source.id : source.name, kLongestName))
      .bind(source.home)
      .bind(source.country);
  query.bind(lines(source.languages)).bind(std::int64_t{source.full_text});
  return query.bind(source.group).run();
}

Result<std::int64_t> SourceTable::row_of(const std::string& id, const std::string& site) {
  if (const auto known = rows_.find(id); known != rows_.end()) return known->second;
  auto insert =
      database_->query("INSERT INTO sources (name_id, name) VALUES (?, ?) ON CONFLICT (name_id) DO NOTHING");
  KABAR_CHECK(insert.bind(id).bind(utf8::head(site.empty() ? id : site, kLongestName)).run());
  auto row = database_->query("SELECT id FROM sources WHERE name_id = ?");
  KABAR_CHECK(row.bind(id).step());
  return rows_[id] = row.integer(0);
}

Status SourceTable::drop(std::string_view id) {
  rows_.clear();
  auto query = database_->query(
      R"(DELETE FROM sources
        WHERE name_id = ? AND NOT EXISTS (SELECT 1 FROM articles WHERE source = sources.id)
          AND NOT EXISTS (SELECT 1 FROM channels WHERE source = sources.id))");
  return query.bind(id).run();
}

Status SourceTable::count(std::int64_t source, Timestamp sorted) {
  auto query = database_->query(
      "UPDATE sources SET articles = articles + 1, newest = max(coalesce(newest, ?1), ?1) WHERE id = ?2");
  return query.bind(seconds(sorted)).bind(source).run();
}

Status SourceTable::recount(std::int64_t source) {
  auto query = database_->query(
      R"(UPDATE sources SET (articles, newest) =
          (SELECT count(*), max(sorted) FROM articles WHERE articles.source = sources.id AND kind = 0)
        WHERE id = ?)");
  return query.bind(source).run();
}

Status ArticleTables::insert(const ArticleWrite& write, std::int64_t source, std::int64_t revision) {
  auto query = database_->query(
      R"(INSERT INTO articles (outside_id, url, canonical, lang, title, authors, agency, published, modified,
                              fetched, site, image, kind, access, excerpt, shown, topic, picture, about,
                              id, identity, source, sorted, arrived, grouped, copy_of)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))");
  bind_values(query, write, revision);
  query.bind(raw(write.id)).bind(write.identity.key).bind(source).bind(seconds(write.when));
  query.bind(seconds(write.arrived)).bind(seconds(write.grouped));
  const auto& copy_of = write.placement.copy_of;
  if (copy_of)
    query.bind(raw(*copy_of));
  else
    query.bind_null();
  return query.run();
}

Status ArticleTables::update(const ArticleWrite& write, std::int64_t revision) {
  {
    auto count = database_->query("UPDATE articles SET revisions = revisions + 1 WHERE id = ?");
    KABAR_CHECK(count.bind(raw(write.id)).run());
  }
  if (!write.newest) return ok();
  // An article without a date of its own stays where its first state put it.
  auto query = database_->query(
      R"(UPDATE articles SET
          outside_id = ?, url = ?, canonical = ?, lang = ?, title = ?, authors = ?, agency = ?, published = ?,
          modified = ?, fetched = ?, site = ?, image = ?, kind = ?, access = ?, excerpt = ?, shown = ?,
          topic = ?, picture = ?, about = ?, sorted = min(sorted, ?)
        WHERE id = ?)");
  bind_values(query, write, revision);
  return query.bind(seconds(write.when)).bind(raw(write.id)).run();
}

Result<std::int64_t> ArticleTables::add_revision(const ArticleWrite& write) {
  json::Writer json;
  const bool blank = write.article.blocks.empty();  // the schema wants a text, be it empty
  schema::write_article(json, write.article, {.text = blank, .blocks = !blank});
  KABAR_TRY(const auto body, compressor_.compress(json.text()));
  auto query = database_->query(
      R"(INSERT INTO revisions (article, content_hash, fetched, arrived, body) VALUES (?, ?, ?, ?, ?)
        RETURNING id)");
  query.bind(raw(write.id)).bind(write.identity.content_hash).bind(seconds(write.article.fetched));
  KABAR_CHECK(query.bind(seconds(write.arrived)).bind(body).step());
  const auto id = query.integer(0);
  KABAR_CHECK(query.step());
  KABAR_CHECK(database_->query("UPDATE totals SET revisions = revisions + 1").run());
  return id;
}

}  // namespace kabar::store
