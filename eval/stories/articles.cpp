#include "eval/stories/articles.h"

#include <cstdio>
#include <cstdlib>

#include "kabar/base/files.h"
#include "kabar/json/value.h"

namespace kabar::eval {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30U;

GoldArticle from_json(const json::Value& row) {
  GoldArticle out;
  out.article.id = row["id"].text();
  out.article.lang = row["lang"].text();
  out.article.title = row["title"].text();
  out.article.source = row["source"].text();
  out.article.url = row["url"].text();
  out.article.blocks = paragraphs_of(row["text"].text());
  out.time = parse_iso(row["published"].text());
  out.story = row["story"].text();
  return out;
}

}  // namespace

std::vector<GoldArticle> read_articles(const char* path) {
  const auto text = read_text_file(path, kMostBytes);
  if (!text) {
    std::fprintf(stderr, "%s\n", text.error().message.c_str());
    std::exit(1);
  }
  std::vector<GoldArticle> out;
  for (std::size_t pos = 0; pos < text->size();) {
    const auto end = std::min(text->find('\n', pos), text->size());
    const auto row = json::parse(std::string_view(*text).substr(pos, end - pos));
    if (row) out.push_back(from_json(*row));
    pos = end + 1;
  }
  return out;
}

}  // namespace kabar::eval
