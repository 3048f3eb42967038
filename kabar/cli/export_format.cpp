#include "kabar/cli/export_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "kabar/cli/terminal.h"
#include "kabar/model/story.h"

namespace kabar::cli {
namespace {

constexpr std::string_view kArticleHead =
    "id,story,copy_of,source,site,lang,country,time,published,modified,title,authors,agency,topic,url,"
    "revisions,"
    "excerpt,text\r\n";
constexpr std::string_view kStoryHead =
    "id,title,topic,first_seen,last_seen,articles,outlets,languages,lead,score\r\n";

std::string joined(const std::vector<std::string>& fields) {
  std::string out;
  for (const auto& field : fields) {
    if (!out.empty()) out += ',';
    out += csv_field(field);
  }
  return out + "\r\n";
}

std::string csv_line(const serve::ArticleModel& model) {
  const auto& head = model.head;
  const auto& article = model.article;
  return joined(
      {article_name(head.id), head.story == StoryId{} ? std::string() : story_name(head.story),
       head.copy_of ? article_name(*head.copy_of) : std::string(), head.source, head.source_name, head.lang,
       head.country, to_iso(head.when), article.published ? to_string(*article.published) : std::string(),
       article.modified ? to_string(*article.modified) : std::string(), head.headline,
       fmt::format("{}", fmt::join(article.authors, "; ")), head.agency, std::string(topic_name(head.topic)),
       head.url, std::to_string(head.revisions), head.excerpt, body_text(article)});
}

std::string csv_line(const serve::StoryCard& card) {
  const auto& story = card.story;
  return joined({story_name(story.id), card.lead.headline, std::string(topic_name(card.topic)),
                 to_iso(story.first_seen), to_iso(story.last_seen), std::to_string(story.articles),
                 std::to_string(story.outlets), std::to_string(story.languages), article_name(card.lead.id),
                 fmt::format("{:.4f}", card.standing.score)});
}

/// Whether there may be something in it that a terminal obeys.
bool may_hide(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F || byte == 0xC2 ||
           byte == 0xE2;
  });
}

/// Its lines as a terminal may show them.
std::string shown_lines(std::string_view text) {
  std::string out;
  while (true) {
    const auto end = std::min(text.find_first_of("\t\r\n"), text.size());
    out += shown(text.substr(0, end));
    if (end == text.size()) return out;
    out += text[end];
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string clean;
  if (may_hide(text)) text = clean = shown_lines(text);
  constexpr std::string_view kFormula = "=+-@\t\r";
  const bool formula = !text.empty() && kFormula.find(text.front()) != kFormula.npos;
  if (!formula && text.find_first_of("\",\r\n") == text.npos) return std::string(text);
  std::string out = formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string export_head(ExportFormat format, serve::ExportWalk::Kind kind) {
  if (format == ExportFormat::kJsonl) return {};
  return std::string(kind == serve::ExportWalk::Kind::kArticles ? kArticleHead : kStoryHead);
}

std::string export_lines(ExportFormat format, const serve::ExportWalk::Batch& batch) {
  if (format == ExportFormat::kJsonl) return serve::json_lines(batch, {});
  std::string out;
  for (const auto& article : batch.articles) out += csv_line(article);
  for (const auto& story : batch.stories) out += csv_line(story);
  return out;
}

}  // namespace kabar::cli
