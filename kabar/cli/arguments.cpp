#include "kabar/cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "kabar/base/ascii.h"
#include "kabar/cli/terminal.h"

namespace kabar::cli {
namespace {

/// In lines that leave room for the names beside them; the library does not break lines, but keeps them.
std::string in_lines(std::string_view help) {
  constexpr std::size_t kColumns = 68;
  std::string out;
  while (help.size() > kColumns) {
    const auto end = help.rfind(' ', kColumns);
    if (end == help.npos || end == 0) break;
    out += help.substr(0, end);
    out += '\n';
    help.remove_prefix(end + 1);
  }
  return out.append(help);
}

class Cli11Spec final : public ArgumentSpec {
 public:
  Cli11Spec(CLI::App& app, Overrides& overrides) : app_(app), overrides_(overrides) {}

  void flag(const std::string& names, bool& target, const std::string& help) override {
    app_.add_flag(names, target, in_lines(help));
  }
  void option(const std::string& names, std::string& target, const std::string& value,
              const std::string& help) override {
    app_.add_option(names, target, in_lines(help))->type_name(value);
  }
  void option(const std::string& names, unsigned& target, const std::string& value,
              const std::string& help) override {
    app_.add_option(names, target, in_lines(help))->type_name(value);
  }
  void choice(const std::string& names, std::string& target, const std::vector<std::string>& choices,
              const std::string& help) override {
    app_.add_option(names, target, in_lines(help))
        ->type_name(fmt::format("{}", fmt::join(choices, "|")))
        ->check([choices](const std::string& text) {
          const bool known = std::find(choices.begin(), choices.end(), text) != choices.end();
          return known ? std::string() : fmt::format("'{}' is none of {}", text, fmt::join(choices, ", "));
        });
  }
  void setting(const std::string& names, std::string_view key, const std::string& value) override {
    const auto settings = all_settings();
    const auto hit =
        std::find_if(settings.begin(), settings.end(), [&](const auto& s) { return s.key == key; });
    const auto standard = hit->get(Settings{});
    auto help =
        standard.empty() ? std::string(hit->help) : fmt::format("{} (default: {})", hit->help, standard);
    help.front() = ascii::upper(help.front());
    app_.add_option_function<std::string>(
            names,
            [overrides = &overrides_, key](const std::string& text) {
              (*overrides)[std::string(key)] = text;
            },
            in_lines(help))
        ->type_name(value);
  }
  void positional(const std::string& name, std::string& target, const std::string& help) override {
    app_.add_option(name, target, in_lines(help))->type_name("");
  }
  void positionals(const std::string& name, std::vector<std::string>& target,
                   const std::string& help) override {
    app_.add_option(name, target, in_lines(help))->type_name("");
  }

 private:
  CLI::App& app_;
  Overrides& overrides_;
};

struct Line {
  CLI::App app{
      "kabar: a self-hosted news engine. Collects what outlets publish, finds all outlets that report the\n"
      "same event, in any language, and serves the result as a news site."};
  std::string config;
  Overrides overrides;
};

void declare(Line& line, std::vector<std::unique_ptr<Command>>& commands, Command*& chosen) {
  auto& app = line.app;
  app.name("kabar");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--config", line.config, "Configuration file (default: ./kabar.toml where there is one)")
      ->type_name("FILE");
  Cli11Spec(app, line.overrides).setting("--data", "data", "DIR");
  app.footer(
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were rejected.\n"
      "`kabar COMMAND --help` tells more about a command.\n");
  for (auto& command : commands) {
    auto* sub = app.add_subcommand(command->name(), command->summary());
    sub->footer(command->details() + "\nEverywhere: --data DIR, --config FILE; see `kabar --help`.\n");
    Cli11Spec spec(*sub, line.overrides);
    command->declare(spec);
    sub->callback([&chosen, one = command.get()] { chosen = one; });
  }
}

/// The library's own words, as one line of ours; it does not name a command that it does not know.
Error usage_error(const CLI::ParseError& failure, const CLI::App& app) {
  const auto unknown = app.remaining();
  if (app.get_subcommands().empty() && !unknown.empty())
    return {Errc::kInvalidInput,
            fmt::format("there is no command '{}'; see `kabar --help`", unknown.front())};
  if (app.get_subcommands().empty() && dynamic_cast<const CLI::RequiredError*>(&failure) != nullptr)
    return {Errc::kInvalidInput, "say which command; see `kabar --help`"};
  return {Errc::kInvalidInput, fmt::format("{}; see `kabar --help`", failure.what())};
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv, std::vector<std::unique_ptr<Command>> commands) {
  Line line;
  Command* chosen = nullptr;
  // The specs handed to CLI11's callbacks refer to `line`, which outlives them.
  declare(line, commands, chosen);
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return print(line.app.help()) ? ExitCode::kDone : ExitCode::kFailed;
  } catch (const CLI::ParseError& failure) {
    return misuse(usage_error(failure, line.app));
  }
  auto settings =
      load_settings({line.config, [](const char* name) { return std::getenv(name); }, line.overrides});
  if (!settings) return misuse(settings.error());
  return chosen->run(*settings);
}

}  // namespace kabar::cli
