#include <fmt/format.h>

#include "kabar/cli/commands.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"

namespace kabar::cli {
namespace {

class VersionCommand final : public Command {
 public:
  std::string name() const override { return "version"; }
  std::string summary() const override { return "Print the version"; }
  void declare(ArgumentSpec& spec) override { spec.flag("--json", json_, "Print JSON"); }

  ExitCode run(const LoadedSettings& /*settings*/) override {
    json::Writer json;
    json.begin_object().key("name").string("kabar").key("version").string(KABAR_VERSION).end_object();
    return print_line(json_ ? json.text() : fmt::format("kabar {}", KABAR_VERSION)) ? ExitCode::kDone
                                                                                    : ExitCode::kFailed;
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_version_command() {
  return std::make_unique<VersionCommand>();
}

}  // namespace kabar::cli
