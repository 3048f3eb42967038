#include <fmt/format.h>

#include <string>

#include "kabar/cli/commands.h"
#include "kabar/cli/fetching.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"

namespace kabar::cli {
namespace {

std::string origin_of(const LoadedSettings& settings, std::string_view key) {
  const auto found = settings.origins.find(key);
  return found == settings.origins.end() ? "default" : found->second;
}

std::string as_json(const LoadedSettings& settings) {
  json::Writer json;
  json.begin_object();
  for (const auto& setting : all_settings()) {
    json.key(setting.key).begin_object().key("value").string(setting.get(settings.values));
    json.key("from").string(origin_of(settings, setting.key)).end_object();
  }
  return json.end_object().take();
}

/// As a kabar.toml that sets what is in force, each key with its help and where its value came from.
std::string as_text(const LoadedSettings& settings) {
  std::string out;
  for (const auto& setting : all_settings()) {
    out += fmt::format("# {} ({}; from {})\n{} = \"{}\"\n", setting.help, environment_name(setting.key),
                       origin_of(settings, setting.key), setting.key, setting.get(settings.values));
  }
  out.pop_back();
  return out;
}

class ConfigCommand final : public Command {
 public:
  std::string name() const override { return "config"; }
  std::string summary() const override { return "Show the settings in force, or check them"; }
  std::string details() const override {
    return "kabar config show     every key, its value and where that came from\n"
           "kabar config check    only says whether kabar.toml and the environment are right\n"
           "Precedence: kabar.toml < KABAR_… environment < flag.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.positional("ACTION", action_, "What to do: show (default) or check");
    spec.flag("--json", json_, "Print JSON");
  }

  ExitCode run(const LoadedSettings& settings) override {
    // A value that cannot be one never gets here: it was told when the settings were loaded.
    if (action_ == "check") {
      if (const auto fetching = Fetching::make(settings.values); !fetching) return misuse(fetching.error());
      return print_line("the configuration is right") ? ExitCode::kDone : ExitCode::kFailed;
    }
    if (action_ != "show" && !action_.empty())
      return misuse({Errc::kInvalidInput, fmt::format("config: '{}' is neither show nor check", action_)});
    return print_line(json_ ? as_json(settings) : as_text(settings)) ? ExitCode::kDone : ExitCode::kFailed;
  }

 private:
  std::string action_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_config_command() {
  return std::make_unique<ConfigCommand>();
}

}  // namespace kabar::cli
