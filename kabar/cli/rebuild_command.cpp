#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/data_owner.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/correction_json.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kMovesTold = 20;

class RebuildCommand final : public Command {
 public:
  std::string name() const override { return "rebuild"; }
  std::string summary() const override { return "Group all that is stored anew, from its texts"; }
  std::string details() const override {
    return "  kabar rebuild stories\n"
           "Reads the articles in the order in which they came, as if they came today. A story's id stays "
           "with "
           "most of\n"
           "its articles, ids that are left over redirect, and what persons corrected is kept. All of it "
           "happens at once\n"
           "at the end: until then, and when it is stopped, the stories are the old ones.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("WHAT", what_, "What to rebuild: stories");
    spec.setting("--threads", "ingest.threads", "N");
    spec.flag("--json", json_,
              "Print a JSON line for each article that moved, and a last one with the counts");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (what_ != "stories")
      return misuse({Errc::kInvalidInput, what_.empty()
                                              ? "rebuild: say what; `kabar rebuild stories` is all there is"
                                              : fmt::format("rebuild: '{}' is not 'stories'", what_)});
    const auto& settings = loaded.values;
    if (const auto data = open_data(settings); !data && data.error().code != Errc::kUnsupported)
      return fail(data.error());
    const StopSignals signals;
    Progress progress("articles");
    const auto tell = [&](double share, std::uint64_t articles) { progress.update(share, articles); };
    const auto threads = worker_threads(settings);
    const auto report = as_owner<pipeline::RebuildReport>(
        settings,
        [&](pipeline::DataFolder& folder) {
          return pipeline::rebuild_stories(folder, threads, tell, signals.token());
        },
        [&](pipeline::ControlConnection connection) {
          return pipeline::rebuild_remotely(std::move(connection), threads, tell, signals.token());
        });
    progress.clear();
    if (!report) return fail(report.error());
    return print(json_ ? as_json(*report) : as_text(*report)) ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  static std::string as_json(const pipeline::RebuildReport& report) {
    std::string out;
    for (const auto& move : report.moved) {
      json::Writer json;
      pipeline::write_move(json, move);
      out += json.text() + '\n';
    }
    json::Writer json;
    json.begin_object().key("summary");
    pipeline::write_rebuild_counts(json, report);
    return out + json.end_object().text() + '\n';
  }

  static std::string as_text(const pipeline::RebuildReport& report) {
    auto out = fmt::format(
        "{} in {}, {} before: {} moved, {} opened, {} closed", counted(report.articles, "article"),
        report.stories_after == 1 ? "1 story" : fmt::format("{} stories", report.stories_after),
        report.stories_before, report.moved.size(), report.opened, report.closed);
    if (report.copies != 0)
      out += fmt::format("; {} with another original", counted(report.copies, "article"));
    if (report.corrections != 0) out += fmt::format("; {} kept", counted(report.corrections, "correction"));
    out += '\n';
    for (std::size_t i = 0; i < std::min(report.moved.size(), kMovesTold); ++i) {
      const auto& move = report.moved[i];
      out += fmt::format("  {} from {} to {}\n", article_name(move.article), story_name(move.from),
                         story_name(move.to));
    }
    if (report.moved.size() > kMovesTold)
      out += fmt::format("  and {}; --json names them all\n",
                         counted(report.moved.size() - kMovesTold, "other article"));
    return out;
  }

  std::string what_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_rebuild_command() {
  return std::make_unique<RebuildCommand>();
}

}  // namespace kabar::cli
