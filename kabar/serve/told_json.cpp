#include "kabar/serve/told_json.h"

#include <optional>
#include <utility>

#include "kabar/model/story.h"
#include "kabar/schema/figure_json.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

using understand::Relation;
using understand::Statement;

/// The articles that carry something, with what a table wants to know of each. `words` are what each of them
/// says, told where it is not what the first says; none where there is nothing to tell.
void write_carriers(json::Writer& json, const ToldStory& told, const std::vector<std::size_t>& places,
                    const std::vector<std::string>& words, std::string_view base_url) {
  json.key("articles").begin_array();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& article = told.articles[places[i]];
    json.begin_object().key("id").string(article_name(article.id));
    json.field("source", article.source).field("site", article.source_name).field("lang", article.lang);
    json.key("time").string(to_iso(article.when));
    if (!words.empty() && words[i] != words.front()) json.key("words").string(words[i]);
    json.key("page").string(std::string(base_url) + format_target(article_path(article), {})).end_object();
  }
  json.end_array();
}

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::kUpdate: return "update";
    case Relation::kDifference: return "difference";
    case Relation::kNone: break;
  }
  return {};
}

void write_statement(json::Writer& json, const ToldStory& told, const Statement& statement,
                     std::string_view base_url) {
  const auto& figure = statement.figure;
  schema::write_figure_members(json.begin_object(), figure);
  json.key("time").string(to_iso(statement.when));
  json.field("lang", told.articles[statement.articles.front()].lang).key("sentence").string(figure.sentence);
  json.field("relation", name_of(statement.relation)).key("to");
  if (statement.to)
    json.number(*statement.to);
  else
    json.null();
  write_carriers(json, told, statement.articles, statement.sentences, base_url);
  json.end_object();
}

}  // namespace

void write_figures(json::Writer& json, const ToldStory& told, std::string_view base_url) {
  json.key("figures").begin_array();
  for (const auto& statement : told.figures) write_statement(json, told, statement, base_url);
  json.end_array().key("left_out").number(told.figures_left_out);
}

void write_quotes(json::Writer& json, const ToldStory& told, std::string_view base_url) {
  json.key("quotes").begin_array();
  for (const auto& one : told.quotes) {
    json.begin_object().key("text").string(one.quote.text).key("speaker").string(one.quote.speaker);
    json.field("speaker_id", one.quote.entity);
    json.field("lang", told.articles[one.articles.front()].lang);
    write_carriers(json, told, one.articles, one.words, base_url);
    json.end_object();
  }
  json.end_array();
}

void write_names(json::Writer& json, const ToldStory& told, std::string_view base_url) {
  json.key("names").begin_array();
  for (const auto& one : told.names) {
    const bool lasts = parse_entity_name(one.name.entity).has_value();
    json.begin_object()
        .field("id", lasts ? one.name.entity : std::string())
        .key("text")
        .string(one.name.text)
        .key("kind")
        .string(kabar::name_of(one.name.kind));
    json.field("ref", one.name.ref).list("spellings", one.spellings).key("times").number(one.name.times);
    write_carriers(json, told, one.articles, {}, base_url);
    json.end_object();
  }
  json.end_array();
}

}  // namespace kabar::serve
