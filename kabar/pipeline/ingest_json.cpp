#include "kabar/pipeline/ingest_json.h"

#include <algorithm>
#include <array>
#include <map>

#include "kabar/model/story.h"

namespace kabar::pipeline {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

void write_counts(json::Writer& json, std::string_view name, const Counts& counts) {
  json.key(name).begin_object();
  for (const auto& [words, count] : counts) json.key(words).number(count);
  json.end_object();
}

Counts read_counts(const json::Value& value) {
  Counts out;
  for (const auto& [words, count] : value.members()) out[words] = read_count(count);
  return out;
}

}  // namespace

void write_settled(json::Writer& json, const Settled& settled) {
  json.begin_object().key("input").string(settled.input);
  json.key("status").string(to_string(settled.outcome));
  if (settled.article) json.key("article").string(article_name(*settled.article));
  if (!settled.id.empty()) json.key("id").string(settled.id);
  const bool taken =
      settled.outcome != Settled::Outcome::kRejected && settled.outcome != Settled::Outcome::kSkipped;
  if (taken) json.key("kind").string(settled.other ? "other" : "article");
  if (!settled.warnings.empty()) json.list("warnings", settled.warnings);
  if (!settled.error.empty()) json.key("error").string(settled.error);
  if (!settled.reason.empty()) json.key("reason").string(settled.reason);
  json.end_object();
}

Settled read_settled(const json::Value& value) {
  using Outcome = Settled::Outcome;
  Settled out;
  out.input = value["input"].text();
  for (const auto outcome :
       {Outcome::kAdded, Outcome::kRevised, Outcome::kUnchanged, Outcome::kSkipped, Outcome::kRejected}) {
    if (value["status"].text() == to_string(outcome)) out.outcome = outcome;
  }
  out.article = parse_article_name(value["article"].text());
  out.id = value["id"].text();
  out.other = value["kind"].text() == "other";
  for (const auto& warning : value["warnings"].items()) out.warnings.push_back(warning.text());
  out.error = value["error"].text();
  out.reason = value["reason"].text();
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
  for (const auto& [name, count] : counts) json.key(name).number(count);
  write_counts(json, "skipped", report.skipped);
  write_counts(json, "warnings", report.warnings);
  json.end_object();
}

IngestReport read_report(const json::Value& value) {
  IngestReport out;
  out.added = read_count(value["added"]);
  out.revised = read_count(value["revised"]);
  out.unchanged = read_count(value["unchanged"]);
  out.rejected = read_count(value["rejected"]);
  out.others = read_count(value["other"]);
  out.sources = read_count(value["sources"]);
  out.skipped = read_counts(value["skipped"]);
  out.warnings = read_counts(value["warnings"]);
  return out;
}

std::string write_request(const IngestRequest& request) {
  json::Writer json;
  json.begin_object().key("command").string("ingest").key("list").boolean(request.list);
  json.key("threads").number(request.threads);
  json.key("paths").begin_array();
  for (const auto& path : request.paths) json.string(path.string());
  return json.end_array().end_object().take();
}

Result<IngestRequest> read_request(std::string_view line) {
  KABAR_TRY(const auto value, json::parse(line));
  if (value["command"].text() != "ingest")
    return Error{Errc::kUnsupported, "this kabar knows no command '" + value["command"].text() + "'"};
  IngestRequest out;
  out.list = value["list"].boolean();
  out.threads = read_threads(value["threads"]);
  for (const auto& path : value["paths"].items()) {
    out.paths.emplace_back(path.text());
    if (!out.paths.back().is_absolute() || path.text().find('\0') != std::string::npos)
      return Error{Errc::kInvalidInput, "ingest: '" + path.text() + "' is no absolute path"};
  }
  if (out.paths.empty() || (out.list && out.paths.size() != 1))
    return Error{Errc::kInvalidInput, "ingest: no paths"};
  return out;
}

std::string write_error(const Error& error) {
  json::Writer json;
  json.begin_object().key("error").string(error.message);
  json.key("code").number(static_cast<std::int64_t>(error.code));
  return json.end_object().take();
}

Error read_error(const json::Value& value) {
  const auto code = std::clamp(value["code"].number(), 0.0, static_cast<double>(Errc::kInternal));
  return {static_cast<Errc>(static_cast<int>(code)), value["error"].text()};
}

std::uint64_t read_count(const json::Value& value) {
  constexpr double kMost = 9'007'199'254'740'992.0;  // 2^53: all that a double counts
  return static_cast<std::uint64_t>(std::clamp(value.number(), 0.0, kMost));
}

unsigned read_threads(const json::Value& value) {
  constexpr double kMost = 64;
  return static_cast<unsigned>(std::clamp(value.number(), 1.0, kMost));
}

}  // namespace kabar::pipeline
