#include "kabar/cli/article_format.h"

#include "kabar/extract/article_html.h"
#include "kabar/json/writer.h"
#include "kabar/markup/html_escape.h"
#include "kabar/markup/markdown.h"
#include "kabar/schema/article_json.h"

namespace kabar::cli {
namespace {

std::string as_json(const Article& article) {
  json::Writer json;
  schema::write_article(json, article);
  return json.take();
}

std::string as_text(const Article& article) {
  auto out = article.title;
  const auto body = body_text(article);
  if (!body.empty()) out += (out.empty() ? "" : "\n\n") + body;
  return out;
}

std::string as_markdown(const extract::Extraction& extraction) {
  auto out = "# " + markup::escaped_markdown(extraction.article.title);
  const auto html = extract::article_html(extraction);
  const auto tree = markup::HtmlTree::parse(html);
  const auto body = tree ? markup::to_markdown(*tree) : std::string();
  if (body.empty()) return out;
  out += "\n\n" + body;
  out.pop_back();
  return out;
}

std::string as_html(const extract::Extraction& extraction) {
  const auto& article = extraction.article;
  return "<article lang=\"" + markup::escaped(article.lang) + "\">\n<h1>" + markup::escaped(article.title) +
         "</h1>\n" + extract::article_html(extraction) + "</article>";
}

}  // namespace

std::string format_article(const extract::Extraction& extraction, std::string_view format) {
  if (format == "text") return as_text(extraction.article);
  if (format == "markdown") return as_markdown(extraction);
  if (format == "html") return as_html(extraction);
  return as_json(extraction.article);
}

}  // namespace kabar::cli
