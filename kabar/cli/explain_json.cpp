#include <cmath>

#include "kabar/cli/explain_format.h"
#include "kabar/json/writer.h"

namespace kabar::cli {
namespace {

double rounded(float value) {
  return std::round(static_cast<double>(value) * 1000) / 1000;
}

void write_reasons(json::Writer& json, std::string_view key, const std::vector<extract::Reason>& reasons) {
  json.key(key).begin_array();
  for (const auto& reason : reasons) {
    json.begin_object().key("feature").string(reason.feature);
    json.key("value").number(rounded(reason.value)).key("weight").number(rounded(reason.weight)).end_object();
  }
  json.end_array();
}

void write_block(json::Writer& json, const extract::ExplainedBlock& block) {
  json.begin_object().key("verdict").string(to_string(block.verdict));
  json.key("kind")
      .string(to_string(block.kind))
      .key("text")
      .string(block.text)
      .key("path")
      .string(block.path);
  json.key("score").number(rounded(block.score)).key("first_score").number(rounded(block.first_score));
  write_reasons(json, "first_reasons", block.first_reasons);
  write_reasons(json, "reasons", block.reasons);
  json.end_object();
}

void write_field(json::Writer& json, const extract::FieldClaims& field) {
  json.begin_object()
      .key("field")
      .string(field.field)
      .field("chosen", field.chosen)
      .key("claims")
      .begin_array();
  for (const auto& claim : field.claims) {
    json.begin_object().key("source").string(claim.source).key("value").string(claim.value);
    json.field("read_as", claim.read_as).key("chosen").boolean(claim.chosen).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string explanation_json(const Article& article, const extract::Explanation& explanation) {
  json::Writer json;
  json.begin_object().key("id").string(article.id).field("url", article.url).field("title", article.title);
  json.key("kind").string(article.kind == ArticleKind::kArticle ? "article" : "other");
  if (article.confidence) json.key("confidence").number(*article.confidence);
  json.key("no_article").number(rounded(explanation.no_article));
  json.key("from_structured_data").boolean(explanation.from_structure);
  json.key("fields").begin_array();
  for (const auto& field : explanation.fields) write_field(json, field);
  json.end_array().key("blocks").begin_array();
  for (const auto& block : explanation.blocks) write_block(json, block);
  return json.end_array().list("warnings", article.warnings).end_object().take();
}

}  // namespace kabar::cli
