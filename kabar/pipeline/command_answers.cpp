#include "kabar/pipeline/command_answers.h"

#include <algorithm>

#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/correction_json.h"
#include "kabar/pipeline/ingest_json.h"
#include "kabar/pipeline/remote_ingest.h"
#include "kabar/pipeline/source_json.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMovesALine = 1'000;

Error gone() {
  return {Errc::kIo, "the running kabar ended before it was done; run the command again"};
}

void answer_correction(const std::string& line, ControlConnection& connection, DataFolder& folder) {
  const auto request = read_correction_request(line);
  auto report =
      request ? correct(folder, *request, SystemClock()) : Result<CorrectionReport>(request.error());
  json::Writer json;
  if (report) {
    json.begin_object().key("corrected");
    write_correction_report(json, *report);
    json.end_object();
  }
  (void)connection.send(report ? json.text() : write_error(report.error()));
}

void answer_sources(const json::Value& line, ControlConnection& connection, DataFolder& folder) {
  const auto request = read_source_request(line);
  const auto report =
      request ? change_sources(folder, *request, SystemClock()) : Result<SourceReport>(request.error());
  json::Writer json;
  if (report) {
    json.begin_object().key("sources");
    write_source_report(json, *report);
    json.end_object();
  }
  (void)connection.send(report ? json.text() : write_error(report.error()));
}

void answer_removal(const json::Value& line, ControlConnection& connection, DataFolder& folder) {
  const auto request = read_removal_request(line);
  const auto report =
      request ? remove_articles(folder, *request, SystemClock()) : Result<RemovalReport>(request.error());
  json::Writer json;
  if (report) {
    json.begin_object().key("articles");
    write_removal_report(json, *report);
    json.end_object();
  }
  (void)connection.send(report ? json.text() : write_error(report.error()));
}

void answer_retention(const json::Value& line, ControlConnection& connection, DataFolder& folder) {
  const auto report = retain(folder, line, SystemClock().now());
  json::Writer json;
  if (report) {
    json.begin_object().key("retained");
    write_retention_report(json, *report);
    json.end_object();
  }
  (void)connection.send(report ? json.text() : write_error(report.error()));
}

/// In several lines, each of them below the limit of one.
void send_moves(const std::vector<StoryMove>& moves, ControlConnection& connection) {
  for (std::size_t i = 0; i < moves.size(); i += kMovesALine) {
    json::Writer json;
    json.begin_object().key("moved").begin_array();
    for (auto j = i; j < std::min(i + kMovesALine, moves.size()); ++j) write_move(json, moves[j]);
    if (!connection.send(json.end_array().end_object().text())) return;
  }
}

void answer_rebuild(const json::Value& request, ControlConnection& connection, DataFolder& folder,
                    const std::stop_token& stop) {
  std::stop_source ended;
  const std::stop_callback pass_on(stop, [&ended] { ended.request_stop(); });
  const auto tell = [&](double share, std::uint64_t articles) {
    json::Writer json;
    json.begin_object().key("progress").number(share).key("count").number(articles);
    if (connection.hung_up() || !connection.send(json.end_object().text())) ended.request_stop();
  };
  const auto report = rebuild_stories(folder, read_threads(request["threads"]), tell, ended.get_token());
  if (!report) {
    (void)connection.send(write_error(report.error()));
    return;
  }
  send_moves(report->moved, connection);
  json::Writer json;
  json.begin_object().key("rebuilt");
  write_rebuild_counts(json, *report);
  (void)connection.send(json.end_object().text());
}

RebuildReport read_rebuild_counts(const json::Value& value) {
  RebuildReport out;
  out.articles = read_count(value["articles"]);
  out.stories_before = read_count(value["stories_before"]);
  out.stories_after = read_count(value["stories_after"]);
  out.opened = read_count(value["opened"]);
  out.closed = read_count(value["closed"]);
  out.copies = read_count(value["copies"]);
  out.corrections = read_count(value["corrections"]);
  return out;
}

/// Sends one line, and gives the answer to it.
Result<json::Value> ask(ControlConnection connection, const std::string& line) {
  KABAR_CHECK(connection.send(line));
  KABAR_TRY(const auto answer, connection.receive());
  if (!answer) return gone();
  KABAR_TRY(auto value, json::parse(*answer));
  if (value["error"].is_string()) return read_error(value);
  return value;
}

}  // namespace

void write_rebuild_counts(json::Writer& json, const RebuildReport& report) {
  const auto number = [&](std::string_view key, std::uint64_t count) { json.key(key).number(count); };
  json.begin_object();
  number("articles", report.articles);
  number("stories_before", report.stories_before);
  number("stories_after", report.stories_after);
  number("opened", report.opened);
  number("closed", report.closed);
  number("moved", report.moved.size());
  number("copies", report.copies);
  number("corrections", report.corrections);
  json.end_object();
}

void answer_command(const std::string& request, ControlConnection& connection, DataFolder& folder,
                    const IngestOptions& options, const std::stop_token& stop) {
  const auto value = json::parse(request);
  const auto command = value ? (*value)["command"].text() : std::string();
  if (command == "correct") return answer_correction(request, connection, folder);
  if (command == "remove") return answer_removal(*value, connection, folder);
  if (command == "retain") return answer_retention(*value, connection, folder);
  if (command == "sources") return answer_sources(*value, connection, folder);
  if (command == "rebuild") return answer_rebuild(*value, connection, folder, stop);
  answer_ingest(request, connection, folder, options, stop);
}

Result<CorrectionReport> correct_remotely(ControlConnection connection, const CorrectionRequest& request) {
  KABAR_TRY(const auto answer, ask(std::move(connection), write_correction_request(request)));
  return read_correction_report(answer["corrected"]);
}

Result<SourceReport> change_sources_remotely(ControlConnection connection, const SourceRequest& request) {
  KABAR_TRY(const auto answer, ask(std::move(connection), write_source_request(request)));
  return read_source_report(answer["sources"]);
}

Result<RemovalReport> remove_articles_remotely(ControlConnection connection, const RemovalRequest& request) {
  KABAR_TRY(const auto answer, ask(std::move(connection), write_removal_request(request)));
  return read_removal_report(answer["articles"]);
}

Result<RetentionReport> retain_remotely(ControlConnection connection, const store::RetentionLimits& limits,
                                        bool dry) {
  KABAR_TRY(const auto answer, ask(std::move(connection), write_retention_request(limits, dry)));
  return read_retention_report(answer["retained"]);
}

Result<RebuildReport> rebuild_remotely(ControlConnection connection, unsigned threads,
                                       const RebuildProgress& progress, const std::stop_token& stop) {
  json::Writer json;
  json.begin_object().key("command").string("rebuild").key("what").string("stories");
  json.key("threads").number(threads).end_object();
  KABAR_CHECK(connection.send(json.text()));
  const std::stop_callback hang_up(stop, [&connection] { connection.shut_down(); });
  std::vector<StoryMove> moved;
  while (true) {
    const auto line = connection.receive();
    if (stop.stop_requested()) return Error{Errc::kCancelled, "stopped; the running kabar gives it up"};
    if (!line) return line.error();
    if (!*line) return gone();
    KABAR_TRY(const auto value, json::parse(**line));
    if (value["error"].is_string()) return read_error(value);
    for (const auto& move : value["moved"].items()) moved.push_back(read_move(move));
    if (value["progress"].is_number()) progress(value["progress"].number(), read_count(value["count"]));
    if (!value["rebuilt"].is_object()) continue;
    auto report = read_rebuild_counts(value["rebuilt"]);
    report.moved = std::move(moved);
    return report;
  }
}

}  // namespace kabar::pipeline
