#include "kabar/pipeline/correction_json.h"

#include <array>

#include "kabar/model/story.h"
#include "kabar/pipeline/ingest_json.h"

namespace kabar::pipeline {
namespace {

using Action = CorrectionRequest::Action;

constexpr std::array kActions{Action::kMerge, Action::kSplit, Action::kMove, Action::kUndo};
constexpr std::array kKinds{Correction::Kind::kMerge, Correction::Kind::kSplit, Correction::Kind::kMove};
constexpr std::size_t kMostNames = 100'000;

std::string name_of(StoryId story) {
  return raw(story) == 0 ? std::string() : story_name(story);
}

void write_articles(json::Writer& json, std::string_view key, const Correction& correction, bool apart) {
  json.key(key).begin_array();
  for (const auto& member : correction.members)
    if (member.apart == apart) json.string(article_name(member.article));
  json.end_array();
}

}  // namespace

std::string_view to_string(Action action) noexcept {
  switch (action) {
    case Action::kMerge: return "merge";
    case Action::kSplit: return "split";
    case Action::kMove: return "move";
    case Action::kUndo: return "undo";
  }
  return "undo";
}

std::string_view to_string(Correction::Kind kind) noexcept {
  switch (kind) {
    case Correction::Kind::kMerge: return "merge";
    case Correction::Kind::kSplit: return "split";
    case Correction::Kind::kMove: return "move";
  }
  return "merge";
}

void write_correction(json::Writer& json, const Correction& correction) {
  json.key("correction").string(correction_name(correction.id));
  json.key("action").string(to_string(correction.kind)).key("made").string(to_iso(correction.made));
  json.key("undone").boolean(correction.undone);
  json.field("story", name_of(correction.story)).field("other", name_of(correction.other));
  write_articles(json, "held", correction, false);
  write_articles(json, "apart", correction, true);
}

void write_move(json::Writer& json, const StoryMove& move) {
  json.begin_object().field("article", article_name(move.article));
  json.field("from", name_of(move.from)).field("to", name_of(move.to)).end_object();
}

StoryMove read_move(const json::Value& value) {
  return {parse_article_name(value["article"].text()).value_or(ArticleId{}),
          parse_story_name(value["from"].text()).value_or(StoryId{}),
          parse_story_name(value["to"].text()).value_or(StoryId{})};
}

void write_correction_report(json::Writer& json, const CorrectionReport& report) {
  json.begin_object();
  write_correction(json, report.correction);
  json.key("moved").begin_array();
  for (const auto& move : report.moved) write_move(json, move);
  json.end_array().end_object();
}

CorrectionReport read_correction_report(const json::Value& value) {
  CorrectionReport out;
  auto& correction = out.correction;
  const auto& name = value["correction"].text();
  for (std::size_t i = 1; i < name.size() && i < 16 && name[i] >= '0' && name[i] <= '9'; ++i)
    correction.id = correction.id * 10 + static_cast<std::uint64_t>(name[i] - '0');
  for (const auto kind : kKinds)
    if (value["action"].text() == to_string(kind)) correction.kind = kind;
  correction.made = parse_iso(value["made"].text()).value_or(Timestamp{});
  correction.undone = value["undone"].boolean();
  correction.story = parse_story_name(value["story"].text()).value_or(StoryId{});
  correction.other = parse_story_name(value["other"].text()).value_or(StoryId{});
  for (const bool apart : {false, true})
    for (const auto& article : value[apart ? "apart" : "held"].items())
      correction.members.push_back({parse_article_name(article.text()).value_or(ArticleId{}), {}, {}, apart});
  for (const auto& move : value["moved"].items()) out.moved.push_back(read_move(move));
  return out;
}

std::string write_correction_request(const CorrectionRequest& request) {
  json::Writer json;
  json.begin_object().key("command").string("correct").key("action").string(to_string(request.action));
  return json.list("names", request.names).end_object().take();
}

Result<CorrectionRequest> read_correction_request(std::string_view line) {
  KABAR_TRY(const auto value, json::parse(line));
  CorrectionRequest out;
  const auto& wanted = value["action"].text();
  bool known = false;
  for (const auto action : kActions) {
    if (wanted != to_string(action)) continue;
    out.action = action;
    known = true;
  }
  if (value["command"].text() != "correct" || !known)
    return Error{Errc::kUnsupported, "this kabar knows no correction '" + wanted + "'"};
  for (const auto& name : value["names"].items()) out.names.push_back(name.text());
  if (out.names.empty() || out.names.size() > kMostNames)
    return Error{Errc::kInvalidInput, "correct: no names, or too many"};
  return out;
}

}  // namespace kabar::pipeline
