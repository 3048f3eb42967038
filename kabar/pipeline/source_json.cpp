#include "kabar/pipeline/source_json.h"

#include <algorithm>
#include <array>

#include "kabar/pipeline/ingest_json.h"
#include "kabar/schema/outlet_json.h"

namespace kabar::pipeline {
namespace {

using Action = SourceRequest::Action;

constexpr std::array kActions{Action::kAdd, Action::kPause, Action::kResume, Action::kRemove, Action::kSet};
constexpr std::uint64_t kLongestSpread = 86'400;

}  // namespace

std::string_view to_string(Action action) noexcept {
  switch (action) {
    case Action::kAdd: return "add";
    case Action::kPause: return "pause";
    case Action::kResume: return "resume";
    case Action::kRemove: return "remove";
    case Action::kSet: return "set";
  }
  return "add";
}

std::string write_source_request(const SourceRequest& request) {
  json::Writer json;
  json.begin_object().key("command").string("sources").key("action").string(to_string(request.action));
  json.key("outlets").begin_array();
  for (const auto& outlet : request.outlets) schema::write_outlet(json, outlet);
  json.end_array().key("spread").number(request.spread.count()).list("names", request.names);
  const auto& settings = request.settings;
  json.key("settings").begin_object().field("name", settings.name).field("home", settings.home);
  json.field("country", settings.country).list("languages", settings.languages);
  json.field("group", settings.group);
  json.field("full_text", settings.full_text ? to_string(*settings.full_text) : std::string_view());
  return json.end_object().end_object().take();
}

Result<SourceRequest> read_source_request(const json::Value& value) {
  const auto& wanted = value["action"].text();
  const auto* const action = std::find_if(kActions.begin(), kActions.end(),
                                          [&](Action known) { return wanted == to_string(known); });
  if (action == kActions.end())
    return Error{Errc::kUnsupported, "this kabar knows nothing to do about sources called '" + wanted + "'"};
  SourceRequest out;
  out.action = *action;
  out.spread = std::chrono::seconds{std::min(read_count(value["spread"]), kLongestSpread)};
  for (const auto& one : value["outlets"].items()) {
    KABAR_TRY(auto outlet, schema::read_outlet(one));
    out.outlets.push_back(std::move(outlet));
  }
  for (const auto& name : value["names"].items()) out.names.push_back(name.text());
  const auto& settings = value["settings"];
  out.settings.name = settings["name"].text();
  out.settings.home = settings["home"].text();
  out.settings.country = settings["country"].text();
  for (const auto& language : settings["languages"].items())
    out.settings.languages.push_back(language.text());
  out.settings.group = settings["group"].text();
  out.settings.full_text = full_text_policy(settings["full_text"].text());
  return out;
}

void write_source_report(json::Writer& json, const SourceReport& report) {
  json.begin_object().key("outlets").number(report.outlets).key("known").number(report.known);
  json.key("channels").begin_array();
  for (const auto& channel : report.channels)
    json.begin_object().field("source", channel.source).field("url", channel.url).end_object();
  json.end_array().end_object();
}

SourceReport read_source_report(const json::Value& value) {
  SourceReport out;
  out.outlets = read_count(value["outlets"]);
  out.known = read_count(value["known"]);
  for (const auto& channel : value["channels"].items())
    out.channels.push_back({channel["source"].text(), channel["url"].text()});
  return out;
}

}  // namespace kabar::pipeline
