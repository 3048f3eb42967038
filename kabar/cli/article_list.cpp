#include "kabar/cli/article_list.h"

#include <fmt/format.h>

#include "kabar/cli/terminal.h"

namespace kabar::cli {

std::string line_of(const store::ArticleRow& row) {
  auto when = to_iso(row.when).substr(0, 16);
  when[10] = ' ';
  return fmt::format("{}  {:<2}  {:<14}  {}  ({})", when, row.article.lang, shown(row.article.source),
                     row.article.title.empty() ? "(no title)" : shown(row.article.title),
                     article_name(row.id));
}

void write_row(json::Writer& json, const store::ArticleRow& row) {
  json.begin_object().key("article").string(article_name(row.id));
  json.field("story", raw(row.story) == 0 ? std::string() : story_name(row.story));
  json.field("id", row.article.id).field("url", row.article.url).field("source", row.article.source);
  json.field("lang", row.article.lang).field("title", row.article.title);
  json.field("published", row.article.published ? to_string(*row.article.published) : std::string());
  json.field("topic", topic_name(row.topic)).field("excerpt", row.excerpt);
  json.field("copy_of", row.copy_of ? article_name(*row.copy_of) : std::string()).end_object();
}

}  // namespace kabar::cli
