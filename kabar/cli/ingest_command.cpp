#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/embedding.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/pipeline/ingest_json.h"
#include "kabar/pipeline/remote_ingest.h"
#include "kabar/pipeline/spool.h"

namespace kabar::cli {
namespace {

namespace fs = std::filesystem;

/// Shows how it goes: with --json a line for each input on stdout, otherwise what was rejected on stderr.
class Reporter final : public pipeline::IngestObserver {
 public:
  explicit Reporter(bool json) : json_(json) {}

  void on_settled(const std::vector<pipeline::Settled>& settled) override {
    for (const auto& one : settled) {
      if (json_) {
        json::Writer json;
        pipeline::write_settled(json, one);
        print_line(json.text());
      }
      if (one.outcome != pipeline::Settled::Outcome::kRejected) continue;
      progress_.clear();
      log(LogLevel::kWarning, "rejected: " + shown(one.error));
    }
  }

  void on_progress(double share, std::uint64_t settled) override { progress_.update(share, settled); }
  void done() { progress_.clear(); }

 private:
  bool json_;
  Progress progress_{"inputs"};
};

std::string summary_of(const pipeline::IngestReport& report) {
  auto out = fmt::format("{} added, {} revised, {} unchanged, {} rejected", report.added, report.revised,
                         report.unchanged, report.rejected);
  std::uint64_t skipped = 0;
  for (const auto& [reason, count] : report.skipped) skipped += count;
  if (skipped != 0) out += fmt::format(", {} skipped", skipped);
  if (report.others != 0) out += fmt::format("; {} without an article", report.others);
  if (report.sources != 0) out += fmt::format("; {} outlets described", report.sources);
  for (const auto& [reason, count] : report.skipped)
    out += fmt::format("\nskipped: {} ({} times)", shown(reason), count);
  for (const auto& [words, count] : report.warnings)
    out += fmt::format("\nwarning: {} ({} times)", words, count);
  return out;
}

class IngestCommand final : public Command {
 public:
  std::string name() const override { return "ingest"; }
  std::string summary() const override {
    return "Take pages and articles in, group them, make them searchable";
  }
  std::string details() const override {
    return "PATH is an HTML page, a folder of pages, a page list or articles as JSON lines (*.jsonl), a "
           "WARC\n"
           "archive (*.warc) or a feed whose items carry their whole text, any of them gzipped, or - for\n"
           "standard input. The same input again changes nothing.\n"
           "  kabar ingest data/demo\n"
           "  kabar ingest saved-pages/ articles.jsonl.gz\n"
           "  kabar ingest archive/*.warc.gz\n"
           "  curl -s https://example.org/news/1 | kabar ingest -\n"
           "  kabar ingest --json pages/ | jq .status";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positionals("PATH", paths_, "What to take in");
    spec.flag("--list", list_, "PATH is a page list or JSON lines, whatever it is called");
    spec.setting("--threads", "ingest.threads", "N");
    spec.setting("--embedder", "group.embedder", "URL");
    spec.setting("--embedder-model", "group.embedder_model", "NAME");
    spec.flag("--json", json_,
              "Print a JSON line for each input once it is safe, and a last one with the counts");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (paths_.empty())
      return misuse({Errc::kInvalidInput, "ingest: say what to take in; see `kabar ingest --help`"});
    if (list_ && paths_.size() != 1)
      return misuse({Errc::kInvalidInput, "ingest: --list goes with one PATH"});
    const StopSignals signals;
    Reporter reporter(json_);
    auto report = work(loaded.values, reporter, signals.token());
    reporter.done();
    if (!report) return fail(report.error());
    return finish(*report);
  }

 private:
  Result<pipeline::IngestReport> work(const Settings& settings, Reporter& reporter,
                                      const std::stop_token& stop) {
    for (const auto& path : paths_) {
      std::error_code ignored;
      if (path != "-" && !fs::exists(fs::symlink_status(path, ignored)))
        return Error{Errc::kNotFound, fmt::format("{}: no such file or folder", path)};
    }
    auto folder = pipeline::DataFolder::open(settings.data, grouping(settings));
    if (!folder && folder.error().code == Errc::kBusy)
      return pass_on(settings, folder.error(), reporter, stop);
    if (!folder) return std::move(folder).error();
    KABAR_CHECK(use_embedder(*folder, settings, Waits::kYes));
    KABAR_TRY(auto importer, open_importer(settings));
    pipeline::IngestOptions options;
    options.threads = worker_threads(settings);
    options.limits = load_limits(settings);
    return pipeline::ingest(std::move(importer), *folder, options, reporter, stop);
  }

  Result<collect::Importer> open_importer(const Settings& settings) const {
    const auto limits = load_limits(settings);
    if (list_) return collect::Importer::open_list(paths_[0], limits);
    return collect::Importer::open({paths_.begin(), paths_.end()}, limits);
  }

  static collect::LoadLimits load_limits(const Settings& settings) {
    return {.max_page_bytes = std::size_t{settings.max_page_mb} * 1024 * 1024};
  }

  /// The owner of the data does it for us, where it listens.
  Result<pipeline::IngestReport> pass_on(const Settings& settings, const Error& busy, Reporter& reporter,
                                         const std::stop_token& stop) const {
    auto connection = pipeline::connect_control(settings.data);
    if (!connection)
      return Error{Errc::kBusy,
                   busy.message + ", and it takes no commands; wait until it is done, or stop it"};
    pipeline::IngestRequest request{{}, list_, worker_threads(settings)};
    pipeline::Spool spool(settings.data);
    for (const auto& path : paths_) {
      if (path == "-") {
        KABAR_TRY(const auto kept, spool.keep_standard_input());
        request.paths.push_back(kept);
      } else {
        request.paths.push_back(fs::absolute(path));
      }
    }
    return pipeline::ingest_remotely(*std::move(connection), request, reporter, stop);
  }

  ExitCode finish(const pipeline::IngestReport& report) const {
    json::Writer json;
    json.begin_object().key("summary");
    pipeline::write_report(json, report);
    json.end_object();
    if (!print_line(json_ ? json.text() : summary_of(report))) return ExitCode::kFailed;
    return report.rejected == 0 ? ExitCode::kDone : ExitCode::kPartly;
  }

  std::vector<std::string> paths_;
  bool list_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_ingest_command() {
  return std::make_unique<IngestCommand>();
}

}  // namespace kabar::cli
