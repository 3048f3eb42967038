#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/cli/commands.h"
#include "kabar/cli/disk_room.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/control.h"
#include "kabar/store/data_lock.h"
#include "kabar/store/store.h"

namespace kabar::cli {
namespace {

namespace fs = std::filesystem;

enum class State { kGood, kNotice, kBad };

struct Finding {
  State state;
  std::string what;
  std::string words;
};

std::string_view to_string(State state) {
  switch (state) {
    case State::kGood: return "good";
    case State::kNotice: return "note";
    case State::kBad: return "BAD";
  }
  return "BAD";
}

/// Looks at one thing after the other; each says what it found and, where it is bad, what to do.
class Examination {
 public:
  explicit Examination(const LoadedSettings& settings) : settings_(settings) {}

  std::vector<Finding> run() {
    configuration();
    if (folder()) {
      space();
      owner();
      database();
    }
    return std::move(findings_);
  }

 private:
  void add(State state, std::string what, std::string words) {
    findings_.push_back({state, std::move(what), std::move(words)});
  }

  void configuration() {
    const auto set = settings_.origins.size();
    add(State::kGood, "configuration",
        set == 0 ? "all defaults" : fmt::format("{} settings changed; `kabar config show` tells which", set));
    if (const auto fetching = Fetching::make(settings_.values); !fetching)
      add(State::kBad, "collecting", fetching.error().message);
    if (const auto words = contact_words(settings_.values)) add(State::kNotice, "contact", *words);
  }

  bool folder() {
    const auto& path = settings_.values.data;
    std::error_code code;
    if (!fs::exists(path, code)) {
      add(State::kNotice, "data folder",
          fmt::format("{}: not there yet; `kabar source add URL` or `kabar ingest PATH…` makes it",
                      path.string()));
      return false;
    }
    if (!fs::is_directory(path, code)) {
      add(State::kBad, "data folder", path.string() + ": not a folder; name another with --data");
      return false;
    }
    const bool writable = ::access(path.c_str(), R_OK | W_OK | X_OK) == 0;
    add(writable ? State::kGood : State::kBad, "data folder",
        path.string() + (writable ? "" : ": this user may not write there; change its owner or mode"));
    return true;
  }

  void space() {
    constexpr std::uintmax_t kLow = std::uintmax_t{512} * 1024 * 1024;
    std::error_code code;
    const auto space = fs::space(settings_.values.data, code);
    if (code) return add(State::kBad, "disk", code.message());
    const auto free = fmt::format("{} MB free", space.available / 1024 / 1024);
    if (const auto lack = lacks_room(settings_.values))
      return add(State::kBad, "disk",
                 fmt::format("{}; {}: collecting waits until there is room", free, *lack));
    add(space.available < kLow ? State::kBad : State::kGood, "disk", free);
  }

  void owner() {
    const auto lock = store::DataLock::acquire(settings_.values.data);
    if (lock) return add(State::kGood, "owner", "no kabar runs on it");
    if (lock.error().code != Errc::kBusy) return add(State::kBad, "owner", lock.error().message);
    const auto process = store::DataLock::owner(settings_.values.data).value_or(0);
    const bool serves(pipeline::connect_control(settings_.values.data));
    add(State::kGood, "owner",
        serves
            ? fmt::format("kabar serves it (process {}); `kabar ingest` hands its work over to that", process)
            : fmt::format("a kabar is writing to it (process {}); other writers have to wait", process));
  }

  void database() {
    const auto reader = open_data(settings_.values);
    if (!reader)
      return add(reader.error().code == Errc::kNotFound ? State::kNotice : State::kBad, "database",
                 reader.error().message);
    const auto problems = store::check(settings_.values.data);
    if (!problems) return add(State::kBad, "database", problems.error().message);
    for (const auto& problem : *problems) add(State::kBad, "database", problem);
    const auto totals = reader->totals();
    if (!totals) return add(State::kBad, "database", totals.error().message);
    if (problems->empty())
      add(State::kGood, "database",
          fmt::format("sound: {} articles, {} stories, {} outlets", totals->articles, totals->stories,
                      totals->sources));
    sources(*reader);
  }

  void sources(const store::Reader& reader) {
    const auto channels = reader.channels({});
    if (!channels) return add(State::kBad, "sources", channels.error().message);
    const auto count = [&](auto holds) { return std::count_if(channels->begin(), channels->end(), holds); };
    const auto paused = count([](const auto& one) { return one.paused; });
    const auto trouble = count([](const auto& one) { return !one.state.trouble.empty() || one.state.gone; });
    if (channels->empty())
      return add(State::kGood, "sources", "nothing is collected; `kabar source --help` tells how to begin");
    add(trouble == 0 ? State::kGood : State::kNotice, "sources",
        fmt::format("{} feeds, sitemaps and pages, {} paused, {} in trouble{}", channels->size(), paused,
                    trouble, trouble == 0 ? "" : "; `kabar source list` tells which and why"));
  }

  const LoadedSettings& settings_;
  std::vector<Finding> findings_;
};

class DoctorCommand final : public Command {
 public:
  std::string name() const override { return "doctor"; }
  std::string summary() const override {
    return "Look whether everything is in order, and say what to do where it is not";
  }
  void declare(ArgumentSpec& spec) override { spec.flag("--json", json_, "Print JSON lines"); }

  ExitCode run(const LoadedSettings& settings) override {
    bool good = true;
    for (const auto& finding : Examination(settings).run()) {
      good &= finding.state != State::kBad;
      json::Writer json;
      json.begin_object().key("state").string(to_string(finding.state));
      json.key("what").string(finding.what).key("words").string(finding.words).end_object();
      const auto line =
          fmt::format("{:<5} {:<14} {}", to_string(finding.state), finding.what, shown(finding.words));
      if (!print_line(json_ ? json.text() : line)) return ExitCode::kFailed;
    }
    return good ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_doctor_command() {
  return std::make_unique<DoctorCommand>();
}

}  // namespace kabar::cli
