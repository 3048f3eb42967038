#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/cli/exit_code.h"
#include "kabar/cli/settings.h"

namespace kabar::cli {

/// What a subcommand understands: it says so once, before the command line is read. A facade over the
/// command-line library, which only arguments.cpp knows. Targets must live until the command has run.
class ArgumentSpec {
 public:
  virtual ~ArgumentSpec() = default;
  /// "--list": no value.
  virtual void flag(const std::string& names, bool& target, const std::string& help) = 0;
  virtual void option(const std::string& names, std::string& target, const std::string& value,
                      const std::string& help) = 0;
  virtual void option(const std::string& names, unsigned& target, const std::string& value,
                      const std::string& help) = 0;
  /// One of `choices` and nothing else.
  virtual void choice(const std::string& names, std::string& target, const std::vector<std::string>& choices,
                      const std::string& help) = 0;
  /// A flag that overrides the setting of that key.
  virtual void setting(const std::string& names, std::string_view key, const std::string& value) = 0;
  virtual void positional(const std::string& name, std::string& target, const std::string& help) = 0;
  virtual void positionals(const std::string& name, std::vector<std::string>& target,
                           const std::string& help) = 0;
};

/// One subcommand of kabar.
class Command {
 public:
  virtual ~Command() = default;
  virtual std::string name() const = 0;
  virtual std::string summary() const = 0;
  /// A few lines with examples, shown below the options by --help.
  virtual std::string details() const { return {}; }
  virtual void declare(ArgumentSpec& spec) = 0;
  virtual ExitCode run(const LoadedSettings& settings) = 0;
};

std::vector<std::unique_ptr<Command>> all_commands();

/// Reads the command line and the settings and runs what was asked for. Wrong usage is told on stderr.
ExitCode run_command_line(int argc, const char* const* argv, std::vector<std::unique_ptr<Command>> commands);

}  // namespace kabar::cli
