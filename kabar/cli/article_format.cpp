#include "kabar/cli/article_format.h"

#include <fmt/format.h>

#include <array>

#include "kabar/json/writer.h"
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

/// What Markdown would take for markup is escaped with a backslash.
std::string escaped_markdown(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>#|~";
  std::string out;
  for (const char c : text) {
    if (kMarks.find(c) != kMarks.npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_block(const Block& block) {
  auto text = escaped_markdown(block.text);
  switch (block.kind) {
    case BlockKind::kHeading: return "## " + text;
    case BlockKind::kListItem: return "- " + text;
    case BlockKind::kQuote: return "> " + text;
    case BlockKind::kCaption:
    case BlockKind::kEmbed: return "*" + text + "*";
    case BlockKind::kParagraph:
    case BlockKind::kTable: break;
  }
  return text;
}

std::string as_markdown(const Article& article) {
  auto out = "# " + escaped_markdown(article.title) + '\n';
  BlockKind last = BlockKind::kParagraph;
  for (const auto& block : article.blocks) {
    const bool same_list = block.kind == BlockKind::kListItem && last == BlockKind::kListItem;
    out += (same_list ? "" : "\n") + markdown_block(block) + '\n';
    last = block.kind;
  }
  out.pop_back();
  return out;
}

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view element_of(BlockKind kind) {
  constexpr std::array<std::string_view, 7> kElements{"p", "h2", "li", "blockquote", "p", "figcaption", "p"};
  return kElements[static_cast<std::size_t>(kind)];
}

std::string as_html(const Article& article) {
  auto out = fmt::format("<article lang=\"{}\">\n<h1>{}</h1>\n", escaped_html(article.lang),
                         escaped_html(article.title));
  bool in_list = false;
  for (const auto& block : article.blocks) {
    const bool item = block.kind == BlockKind::kListItem;
    if (item != in_list) out += item ? "<ul>\n" : "</ul>\n";
    in_list = item;
    const auto element = element_of(block.kind);
    out += fmt::format("<{}>{}</{}>\n", element, escaped_html(block.text), element);
  }
  return out + (in_list ? "</ul>\n" : "") + "</article>";
}

}  // namespace

std::string format_article(const Article& article, std::string_view format) {
  if (format == "text") return as_text(article);
  if (format == "markdown") return as_markdown(article);
  if (format == "html") return as_html(article);
  return as_json(article);
}

}  // namespace kabar::cli
