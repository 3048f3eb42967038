#include "kabar/store/row_codec.h"

#include <algorithm>

#include "kabar/compress/zstd.h"
#include "kabar/schema/article_json.h"

namespace kabar::store {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Article article_at(const Query& row, int first) {
  Columns columns(row, first);
  Article out;
  out.id = columns.text();
  out.url = columns.text();
  out.canonical = columns.text();
  out.source = columns.text();
  out.lang = columns.text();
  out.title = columns.text();
  out.authors = lines_of(columns.text());
  out.agency = columns.text();
  out.published = parse_published_time(columns.text());
  out.modified = parse_published_time(columns.text());
  out.fetched = columns.time();
  out.site = columns.text();
  out.image = columns.text();
  out.kind = columns.integer() == 0 ? ArticleKind::kArticle : ArticleKind::kOther;
  out.access = columns.integer() == 0 ? Access::kFull : Access::kPartial;
  return out;
}

}  // namespace

ArticleRow article_row(const Query& row) {
  constexpr int kFirstOfArticle = 8;
  ArticleRow out;
  out.id = ArticleId{row.number(0)};
  out.story = StoryId{row.number(1)};
  if (!row.is_null(2)) out.copy_of = ArticleId{row.number(2)};
  out.when = time_of(row.integer(3));
  out.arrived = time_of(row.integer(4));
  out.revisions = static_cast<std::uint32_t>(row.integer(5));
  out.excerpt = row.text(6);
  out.topic = static_cast<Topic>(std::clamp<std::int64_t>(row.integer(7), 0, kTopicCount));
  out.article = article_at(row, kFirstOfArticle);
  return out;
}

Result<std::vector<ArticleRow>> article_rows(Query& query) {
  std::vector<ArticleRow> out;
  while (true) {
    KABAR_TRY(const bool found, query.step());
    if (!found) return out;
    out.push_back(article_row(query));
  }
}

StoryRow story_row(const Query& row) {
  StoryRow out;
  out.id = StoryId{row.number(0)};
  out.first_seen = time_of(row.integer(1));
  out.last_seen = time_of(row.integer(2));
  out.articles = static_cast<std::uint32_t>(row.integer(3));
  out.outlets = static_cast<std::uint32_t>(row.integer(4));
  out.languages = static_cast<std::uint32_t>(row.integer(5));
  return out;
}

SourceRow source_row(const Query& row) {
  Columns columns(row, 0);
  SourceRow out;
  out.source.id = columns.text();
  out.source.name = columns.text();
  out.source.home = columns.text();
  out.source.country = columns.text();
  out.source.languages = lines_of(columns.text());
  out.source.full_text = columns.integer() != 0;
  out.articles = static_cast<std::uint64_t>(columns.integer());
  out.newest = columns.time();
  out.source.group = columns.text();
  out.number = static_cast<std::uint64_t>(columns.integer());
  return out;
}

namespace {

Error unreadable(const Error& why) {
  return {Errc::kCorrupt, "a stored article does not read back: " + why.message};
}

}  // namespace

Result<std::vector<std::string>> texts_of_body(ByteView body) {
  KABAR_TRY(const auto json, compress::zstd_decompress(body));
  auto texts = schema::parse_block_texts(json);
  if (!texts) return unreadable(texts.error());
  return texts;
}

Result<Article> article_of_body(ByteView body) {
  KABAR_TRY(const auto json, compress::zstd_decompress(body));
  auto article = schema::parse_article(json);
  if (!article) return unreadable(article.error());
  return article;
}

}  // namespace kabar::store
