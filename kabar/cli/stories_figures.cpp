#include "kabar/cli/stories_figures.h"

#include <fmt/format.h>

#include <vector>

#include "kabar/cli/counted.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/model/story.h"
#include "kabar/schema/figure_json.h"
#include "kabar/serve/library.h"

namespace kabar::cli {
namespace {

using understand::Relation;
using understand::Statement;
std::string value_of(const Figure& figure) {
  if (!figure.low && !figure.high) return "no number";
  const auto low = fmt::format("{}", figure.low ? *figure.low : *figure.high);
  const auto high = fmt::format("{}", figure.high ? *figure.high : *figure.low);
  auto out = low == high ? low : low + "–" + high;
  switch (figure.qualifier) {
    case Qualifier::kAtLeast: out = "at least " + low; break;
    case Qualifier::kAtMost: out = "at most " + high; break;
    case Qualifier::kMoreThan: out = "more than " + low; break;
    case Qualifier::kFewerThan: out = "fewer than " + high; break;
    case Qualifier::kAbout: out = "about " + out; break;
    case Qualifier::kExact:
    case Qualifier::kBetween: break;
  }
  if (!figure.unit.empty()) out += " " + figure.unit;
  return out;
}

std::string_view name_of(Relation relation) {
  return relation == Relation::kUpdate ? "update" : relation == Relation::kDifference ? "difference" : "";
}

std::string relation_of(const std::vector<Statement>& statements, const Statement& statement) {
  if (!statement.to) return {};
  const auto& other = statements[*statement.to];
  auto value = value_of(other.figure);
  if (other.subject != statement.subject) value += " " + shown(other.figure.about);
  return statement.relation == Relation::kUpdate
             ? fmt::format("  [later than {} on the same word]", value)
             : fmt::format("  [differs from {}, {}]", value, shown(other.figure.attribution));
}

void print_text(const serve::ToldStory& told) {
  for (const auto& statement : told.figures) {
    const auto& figure = statement.figure;
    const auto& first = told.articles[statement.articles.front()];
    print_line(
        fmt::format("{:<10} {:<16} {}; {}; {}, {}, {}{}{}{}", kabar::name_of(figure.kind), value_of(figure),
                    figure.about.empty() ? "-" : shown(figure.about),
                    figure.attribution.empty() ? "-" : shown(figure.attribution), shown(first.source),
                    shown(first.lang), to_iso(statement.when),
                    statement.articles.size() > 1
                        ? fmt::format(" and {} more", counted(statement.articles.size() - 1, "article"))
                        : "",
                    figure.background ? "  [background]" : "", relation_of(told.figures, statement)));
  }
  if (told.figures_left_out > 0)
    print_line(fmt::format("{} left out.", counted(told.figures_left_out, "more statement")));
}

void print_json(const serve::ToldStory& told) {
  for (const auto& statement : told.figures) {
    const auto& figure = statement.figure;
    json::Writer json;
    schema::write_figure_members(json.begin_object(), figure);
    json.key("when").string(to_iso(statement.when)).field("sentence", figure.sentence);
    json.key("articles").begin_array();
    for (const auto i : statement.articles) json.string(article_name(told.articles[i].id));
    json.end_array().field("relation", name_of(statement.relation));
    if (statement.to) json.key("to").number(static_cast<std::uint64_t>(*statement.to));
    print_line(json.end_object().text());
  }
  if (told.figures_left_out > 0) {
    json::Writer json;
    print_line(json.begin_object().key("left_out").number(told.figures_left_out).end_object().text());
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
  KABAR_TRY(const auto library, serve::Library::open(reader, {}, true));
  KABAR_TRY(const auto told, library.told(id));
  json ? print_json(told) : print_text(told);
  return ok();
}

}  // namespace kabar::cli
