#include "kabar/serve/coverage_json.h"

#include "kabar/model/story.h"

namespace kabar::serve {
namespace {

void write_rate(json::Writer& json, const group::ReportRate& rate) {
  json.key("reported").number(rate.reported).key("of").number(rate.of);
}

void write_reporters(json::Writer& json, std::string_view name, const Reporters& reporters) {
  json.key(name).begin_object().key("reporting").begin_array();
  for (const auto& one : reporters.reporting) {
    json.begin_object().field("key", one.key);
    if (!one.name.empty()) json.field("name", one.name);
    json.key("outlets").number(one.outlets).key("articles").number(one.articles);
    json.key("first").string(article_name(one.first)).key("time").string(to_iso(one.when));
    write_rate(json, one.rate);
    json.end_object();
  }
  json.end_array().key("silent").begin_array();
  for (const auto& one : reporters.silent) {
    json.begin_object().field("key", one.key);
    if (!one.name.empty()) json.field("name", one.name);
    write_rate(json, one.rate);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_alike(json::Writer& json, const Coverage& coverage) {
  json.key("compared_with");
  if (coverage.country.empty()) {
    json.null();
    return;
  }
  json.begin_object().key("stories").number(coverage.alike).field("country", coverage.country);
  json.field("topic", topic_name(coverage.topic)).key("within_seconds").number(coverage.age.count());
  json.key("enough").boolean(coverage.compares()).end_object();
}

void write_copied(json::Writer& json, const std::vector<Copied>& copied) {
  json.key("copied").begin_array();
  for (const auto& text : copied) {
    json.begin_object().key("article").string(article_name(text.first.id));
    json.field("source", text.first.source).field("agency", text.agency).key("copies").begin_array();
    for (const auto& copy : text.copies) {
      json.begin_object().key("article").string(article_name(copy.article.id));
      json.field("source", copy.article.source).key("seconds_later").number(copy.later.count()).key("share");
      copy.percent ? json.number(*copy.percent / 100.0) : json.null();
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

void write_coverage(json::Writer& json, const Coverage& coverage) {
  const auto& first = coverage.first;
  json.key("coverage").begin_object().key("first_report").begin_object();
  json.key("article").string(article_name(first.id)).field("source", first.source);
  json.key("time").string(to_iso(first.when)).key("dated").boolean(first.dated);
  json.key("undated_others").number(coverage.undated).end_object();
  write_alike(json, coverage);
  write_reporters(json, "countries", coverage.countries);
  write_reporters(json, "languages", coverage.languages);
  write_reporters(json, "groups", coverage.groups);
  write_reporters(json, "outlets", coverage.outlets);
  write_copied(json, coverage.copied);
  json.key("agencies").begin_array();
  for (const auto& agency : coverage.agencies) {
    json.begin_object().field("name", agency.name).key("outlets").number(agency.outlets);
    json.key("articles").number(agency.articles).end_object();
  }
  json.end_array().end_object();
}

}  // namespace kabar::serve
