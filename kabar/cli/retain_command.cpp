#include <fmt/format.h>

#include <string>

#include "kabar/cli/commands.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/data_owner.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/retaining.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/command_answers.h"

namespace kabar::cli {
namespace {

class RetainCommand final : public Command {
 public:
  std::string name() const override { return "retain"; }
  std::string summary() const override { return "Take out what is older, or more, than the settings keep"; }
  std::string details() const override {
    return "  kabar retain --dry-run          what would go\n"
           "  kabar retain --days 90          articles that came more than 90 days ago\n"
           "The limits are keep.days, keep.source_mb, keep.total_mb (articles with their pictures, the "
           "oldest\n"
           "go first), keep.archive_days and keep.archive_mb (files of collect.archive). `kabar run` does "
           "this\n"
           "each hour. What goes may come again with an ingest; see `kabar article remove` for what must "
           "not.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.setting("--days", "keep.days", "N");
    spec.setting("--source-mb", "keep.source_mb", "N");
    spec.setting("--total-mb", "keep.total_mb", "N");
    spec.flag("--dry-run", dry_, "Only tell what would go");
    spec.flag("--json", json_, "Print JSON");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto& settings = loaded.values;
    const auto status = retain(settings);
    return status ? ExitCode::kDone : fail(status.error());
  }

 private:
  Status retain(const Settings& settings) const {
    if (const auto data = open_data(settings); !data && data.error().code != Errc::kUnsupported)
      return data.error();
    const auto limits = retention_limits(settings);
    const auto now = SystemClock().now();
    KABAR_TRY(const auto report, as_owner<pipeline::RetentionReport>(
                                     settings,
                                     [&](pipeline::DataFolder& folder) {
                                       return pipeline::retain(folder, limits, now, {.dry = dry_});
                                     },
                                     [&](pipeline::ControlConnection connection) {
                                       return pipeline::retain_remotely(std::move(connection), limits, dry_);
                                     }));
    collect::ArchiveCut cut;
    if (!settings.archive.empty()) {
      KABAR_TRY(cut, collect::limit_archive(settings.archive, archive_limits(settings), now, dry_));
    }
    tell(limits.any() || archive_limits(settings).any(), report, cut);
    return ok();
  }

  void tell(bool any, const pipeline::RetentionReport& report, const collect::ArchiveCut& cut) const {
    if (json_) {
      json::Writer json;
      json.begin_object().key("dry_run").boolean(dry_).key("articles").number(report.articles);
      json.key("bytes").number(report.bytes).key("archive_files").number(cut.files);
      print_line(json.key("archive_bytes").number(cut.bytes).end_object().text());
      return;
    }
    if (!any) {
      print_line("everything is kept: no limit is set; see `kabar retain --help`");
      return;
    }
    constexpr double kMegabyte = 1e6;
    print_line(fmt::format("{} {} of {:.1f} MB and {} of {:.1f} MB", dry_ ? "would take out" : "took out",
                           counted(report.articles, "article"), static_cast<double>(report.bytes) / kMegabyte,
                           counted(cut.files, "archive file"), static_cast<double>(cut.bytes) / kMegabyte));
  }

  bool dry_ = false;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_retain_command() {
  return std::make_unique<RetainCommand>();
}

}  // namespace kabar::cli
