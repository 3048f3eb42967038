#include "kabar/pipeline/ingest_json.h"

#include <array>

#include "kabar/model/story.h"

namespace kabar::pipeline {
namespace {

std::uint64_t count_of(const json::Value& value) {
  return value.number() < 0 ? 0 : static_cast<std::uint64_t>(value.number());
}

}  // namespace

void write_settled(json::Writer& json, const Settled& settled) {
  json.begin_object().key("input").string(settled.input);
  json.key("status").string(to_string(settled.outcome));
  if (settled.article) json.key("article").string(article_name(*settled.article));
  if (!settled.id.empty()) json.key("id").string(settled.id);
  if (settled.outcome != Settled::Outcome::kRejected)
    json.key("kind").string(settled.other ? "other" : "article");
  if (!settled.warnings.empty()) {
    json.key("warnings").begin_array();
    for (const auto& warning : settled.warnings) json.string(warning);
    json.end_array();
  }
  if (!settled.error.empty()) json.key("error").string(settled.error);
  json.end_object();
}

Settled read_settled(const json::Value& value) {
  using Outcome = Settled::Outcome;
  Settled out;
  out.input = value["input"].text();
  for (const auto outcome : {Outcome::kAdded, Outcome::kRevised, Outcome::kUnchanged, Outcome::kRejected}) {
    if (value["status"].text() == to_string(outcome)) out.outcome = outcome;
  }
  out.article = parse_article_name(value["article"].text());
  out.id = value["id"].text();
  out.other = value["kind"].text() == "other";
  for (const auto& warning : value["warnings"].items()) out.warnings.push_back(warning.text());
  out.error = value["error"].text();
  return out;
}

void write_report(json::Writer& json, const IngestReport& report) {
  const std::array<std::pair<std::string_view, std::uint64_t>, 6> counts{{{"added", report.added},
                                                                          {"revised", report.revised},
                                                                          {"unchanged", report.unchanged},
                                                                          {"rejected", report.rejected},
                                                                          {"other", report.others},
                                                                          {"sources", report.sources}}};
  json.begin_object();
  for (const auto& [name, count] : counts) json.key(name).number(static_cast<std::int64_t>(count));
  json.key("warnings").begin_object();
  for (const auto& [words, count] : report.warnings) json.key(words).number(static_cast<std::int64_t>(count));
  json.end_object().end_object();
}

IngestReport read_report(const json::Value& value) {
  IngestReport out;
  out.added = count_of(value["added"]);
  out.revised = count_of(value["revised"]);
  out.unchanged = count_of(value["unchanged"]);
  out.rejected = count_of(value["rejected"]);
  out.others = count_of(value["other"]);
  out.sources = count_of(value["sources"]);
  for (const auto& [words, count] : value["warnings"].members()) out.warnings[words] = count_of(count);
  return out;
}

}  // namespace kabar::pipeline
