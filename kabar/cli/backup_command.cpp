#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "kabar/cli/commands.h"
#include "kabar/cli/progress.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/store/backup.h"
#include "kabar/store/data_lock.h"
#include "kabar/store/store.h"

namespace kabar::cli {
namespace {

/// Says what a file holds now.
ExitCode tell(std::string_view what, const std::string& file, bool as_json) {
  std::error_code code;
  const auto bytes = std::filesystem::file_size(file, code);
  json::Writer json;
  json.begin_object().key(what).string(file).key("bytes").number(code ? 0 : bytes).end_object();
  const auto words =
      fmt::format("{} {}: {:.1f} MB", what, shown(file), code ? 0.0 : static_cast<double>(bytes) / 1e6);
  return print_line(as_json ? json.text() : words) ? ExitCode::kDone : ExitCode::kFailed;
}

class BackupCommand final : public Command {
 public:
  std::string name() const override { return "backup"; }
  std::string summary() const override { return "Copy all data into one file, while kabar runs"; }
  std::string details() const override {
    return "  kabar backup /media/disk/kabar-2024-05-07.db\n"
           "The file is all there is to keep: `kabar restore FILE` makes a data folder of it. It is as the "
           "data\n"
           "were when the command began, whatever is collected meanwhile; it appears under its name when it "
           "is\n"
           "whole and checked.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("FILE", file_, "Where to; replaced if it is there");
    spec.flag("--json", json_, "Print a line of JSON at the end");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (file_.empty()) return misuse({Errc::kInvalidInput, "backup: name a file"});
    std::error_code code;
    const auto folder = std::filesystem::absolute(file_, code).parent_path();
    if (!std::filesystem::is_directory(folder, code))
      return fail({Errc::kNotFound, fmt::format("{}: there is no folder {}; make it, or name another file",
                                                file_, folder.string())});
    const StopSignals signals;
    Progress progress("%");
    const auto done = store::back_up(
        loaded.values.data, file_,
        [&](double share) { progress.update(share, static_cast<std::uint64_t>(share * 100)); },
        signals.token());
    progress.clear();
    return done ? tell("backup", file_, json_) : fail(done.error());
  }

 private:
  std::string file_;
  bool json_ = false;
};

class RestoreCommand final : public Command {
 public:
  std::string name() const override { return "restore"; }
  std::string summary() const override { return "Make a data folder of a backup"; }
  std::string details() const override {
    return "  kabar restore kabar-2024-05-07.db --data kabar-data\n"
           "No kabar may run on the folder. Data that are there stay unless --replace is given, which moves "
           "them\n"
           "to kabar.db.replaced in the folder.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("FILE", file_, "What `kabar backup` wrote");
    spec.flag("--replace", replace_, "Put it in the place of data that are there");
    spec.flag("--json", json_, "Print a line of JSON at the end");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    if (file_.empty()) return misuse({Errc::kInvalidInput, "restore: name a file"});
    const auto& folder = loaded.values.data;
    const StopSignals signals;
    const auto done = restore(folder, signals.token());
    return done ? tell("restored", (folder / "kabar.db").string(), json_) : fail(done.error());
  }

 private:
  Status restore(const std::filesystem::path& folder, const std::stop_token& stop) const {
    std::error_code code;
    if (!std::filesystem::is_regular_file(file_, code))
      return Error{Errc::kNotFound, fmt::format("{}: no such file", file_)};
    KABAR_TRY(const auto lock, store::DataLock::acquire(folder));
    if (store::has_database(folder) && !replace_)
      return Error{Errc::kInvalidInput,
                   fmt::format("{}: holds data already; name another folder with --data, or say --replace",
                               folder.string())};
    Progress progress("%");
    KABAR_CHECK(store::restore(
        file_, folder, [&](double share) { progress.update(share, static_cast<std::uint64_t>(share * 100)); },
        stop));
    progress.clear();
    return ok();
  }

  std::string file_;
  bool replace_ = false;
  bool json_ = false;
};

class CheckCommand final : public Command {
 public:
  std::string name() const override { return "check"; }
  std::string summary() const override { return "Check the database: SQLite's rules and kabar's own"; }
  std::string details() const override {
    return "  kabar check --data kabar-data\n"
           "Reads everything, also while kabar runs. Exit code 1 where something is wrong, which is "
           "printed.\n"
           "`kabar doctor` looks at configuration, disk and owner besides.";
  }
  void declare(ArgumentSpec& spec) override { spec.flag("--json", json_, "Print JSON lines"); }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto findings = store::check(loaded.values.data);
    if (!findings) return fail(findings.error());
    for (const auto& finding : *findings) {
      json::Writer json;
      json.begin_object().key("wrong").string(finding).end_object();
      print_line(json_ ? json.text() : shown(finding));
    }
    if (findings->empty() && !json_) print_line("sound");
    return findings->empty() ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_backup_command() {
  return std::make_unique<BackupCommand>();
}

std::unique_ptr<Command> make_restore_command() {
  return std::make_unique<RestoreCommand>();
}

std::unique_ptr<Command> make_check_command() {
  return std::make_unique<CheckCommand>();
}

}  // namespace kabar::cli
