#include "kabar/pipeline/remote_ingest.h"

#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/ingest_json.h"

namespace kabar::pipeline {
namespace {

/// Sends everything on; asks for an end when nobody listens any more.
class Forwarder final : public IngestObserver {
 public:
  Forwarder(ControlConnection& connection, std::stop_source& stop) : connection_(connection), stop_(stop) {}

  void on_settled(const std::vector<Settled>& settled) override {
    json::Writer json;
    json.begin_object().key("settled").begin_array();
    for (const auto& one : settled) write_settled(json, one);
    send(json.end_array().end_object().take());
  }

  void on_progress(double share, std::uint64_t settled) override {
    json::Writer json;
    json.begin_object().key("progress").number(share);
    send(json.key("count").number(settled).end_object().take());
  }

 private:
  void send(const std::string& line) {
    if (connection_.hung_up() || !connection_.send(line)) stop_.request_stop();
  }

  ControlConnection& connection_;
  std::stop_source& stop_;
};

Result<IngestReport> run_request(const std::string& line, DataFolder& folder, IngestOptions options,
                                 IngestObserver& observer, const std::stop_token& stop) {
  KABAR_TRY(const auto request, read_request(line));
  options.threads = request.threads;
  KABAR_TRY(auto importer, request.list ? collect::Importer::open_list(request.paths[0], options.limits)
                                        : collect::Importer::open(request.paths, options.limits));
  return ingest(std::move(importer), folder, options, observer, stop);
}

void pass_on(const json::Value& value, IngestObserver& observer) {
  if (value["progress"].is_number())
    return observer.on_progress(value["progress"].number(), read_count(value["count"]));
  std::vector<Settled> settled;
  for (const auto& one : value["settled"].items()) settled.push_back(read_settled(one));
  observer.on_settled(settled);
}

}  // namespace

Result<IngestReport> ingest_remotely(ControlConnection connection, const IngestRequest& request,
                                     IngestObserver& observer, const std::stop_token& stop) {
  KABAR_CHECK(connection.send(write_request(request)));
  const std::stop_callback hang_up(stop, [&connection] { connection.shut_down(); });
  while (true) {
    auto line = connection.receive();
    if (stop.stop_requested()) return Error{Errc::kCancelled, "stopped; what was settled is kept"};
    if (!line) return std::move(line).error();
    if (!*line) return Error{Errc::kIo, "the running kabar ended before it was done; run the command again"};
    KABAR_TRY(const auto value, json::parse(**line));
    if (value["error"].is_string()) return read_error(value);
    if (value["report"].is_object()) return read_report(value["report"]);
    pass_on(value, observer);
  }
}

void answer_ingest(const std::string& request, ControlConnection& connection, DataFolder& folder,
                   IngestOptions options, const std::stop_token& stop) {
  std::stop_source ended;
  const std::stop_callback pass_on(stop, [&ended] { ended.request_stop(); });
  Forwarder forwarder(connection, ended);
  const auto report = run_request(request, folder, options, forwarder, ended.get_token());
  json::Writer json;
  if (report) {
    json.begin_object().key("report");
    write_report(json, *report);
    json.end_object();
  }
  // Nobody may be there to hear the end of it; the data are safe all the same.
  (void)connection.send(report ? json.text() : write_error(report.error()));
}

}  // namespace kabar::pipeline
