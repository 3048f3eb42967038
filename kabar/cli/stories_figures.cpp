#include "kabar/cli/stories_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "kabar/cli/counted.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/model/story.h"
#include "kabar/schema/figure_json.h"
#include "kabar/understand/side_by_side.h"

namespace kabar::cli {
namespace {

using understand::Relation;
using understand::Statement;
using Rows = std::vector<store::ArticleRow>;

constexpr std::size_t kMostArticles = 200;  ///< the oldest of a story, copies left out

/// Copies say what their originals say, on the same word; only what is somebody's own text is read.
Result<std::vector<understand::ToldFigure>> figures_of(const store::Reader& reader, StoryId story,
                                                       const Rows& rows) {
  KABAR_TRY(auto facts, reader.story_facts(story, kMostArticles));
  std::vector<understand::ToldFigure> out;
  for (auto& one : facts) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.id == one.id; });
    if (row == rows.end()) continue;  // it came a moment ago
    const auto i = static_cast<std::size_t>(row - rows.begin());
    for (auto& figure : one.facts.figures)
      out.push_back({std::move(figure), i, row->when, row->article.lang});
  }
  return out;
}

std::string value_of(const Figure& figure) {
  const auto end = [](const std::optional<double>& value) { return value ? fmt::format("{}", *value) : "…"; };
  if (!figure.low && !figure.high) return "no number";
  auto out = figure.low == figure.high ? end(figure.low) : end(figure.low) + "–" + end(figure.high);
  if (!figure.unit.empty()) out += " " + figure.unit;
  if (figure.qualifier == Qualifier::kAbout) out = "about " + out;
  return out;
}

std::string_view name_of(Relation relation) {
  return relation == Relation::kUpdate ? "update" : relation == Relation::kDifference ? "difference" : "";
}

std::string relation_of(const std::vector<Statement>& statements, const Statement& statement) {
  if (!statement.to) return {};
  const auto value = value_of(statements[*statement.to].figure);
  return statement.relation == Relation::kUpdate
             ? fmt::format("  [later than {} on the same word]", value)
             : fmt::format("  [differs from {}, {}]", value,
                           shown(statements[*statement.to].figure.attribution));
}

void print_text(const std::vector<Statement>& statements, const Rows& rows) {
  for (const auto& statement : statements) {
    const auto& figure = statement.figure;
    const auto& first = rows[statement.articles.front()];
    print_line(
        fmt::format("{:<10} {:<16} {}; {}; {}, {}, {}{}{}{}", kabar::name_of(figure.kind), value_of(figure),
                    figure.about.empty() ? "-" : shown(figure.about),
                    figure.attribution.empty() ? "nobody named" : shown(figure.attribution),
                    shown(first.article.source), shown(first.article.lang), to_iso(statement.when),
                    statement.articles.size() > 1
                        ? fmt::format(" and {} more", counted(statement.articles.size() - 1, "article"))
                        : "",
                    figure.background ? "  [background]" : "", relation_of(statements, statement)));
  }
}

void print_json(const std::vector<Statement>& statements, const Rows& rows) {
  for (const auto& statement : statements) {
    const auto& figure = statement.figure;
    json::Writer json;
    schema::write_figure_members(json.begin_object(), figure);
    json.key("when").string(to_iso(statement.when)).field("sentence", figure.sentence);
    json.key("articles").begin_array();
    for (const auto i : statement.articles) json.string(article_name(rows[i].id));
    json.end_array().field("relation", name_of(statement.relation));
    if (statement.to) json.key("to").number(static_cast<std::uint64_t>(*statement.to));
    print_line(json.end_object().text());
  }
}

}  // namespace

Status show_story_figures(const Settings& settings, const std::string& story, bool json) {
  KABAR_TRY(const auto reader, open_data(settings));
  const auto asked = parse_story_name(story);
  if (!asked)
    return Error{Errc::kInvalidInput,
                 fmt::format("stories: '{}' is no story's id, such as s4", shown(story))};
  KABAR_TRY(const auto id, reader.current_story(*asked));
  KABAR_TRY(auto rows, reader.story_articles(id));
  std::erase_if(rows, [](const store::ArticleRow& row) { return row.copy_of.has_value(); });
  KABAR_TRY(auto figures, figures_of(reader, id, rows));
  const auto statements = understand::side_by_side(std::move(figures));
  json ? print_json(statements, rows) : print_text(statements, rows);
  return ok();
}

}  // namespace kabar::cli
