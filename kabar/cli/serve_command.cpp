#include <mutex>
#include <string>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/embedding.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/serving.h"
#include "kabar/cli/stop_signals.h"

namespace kabar::cli {
namespace {

class ServeCommand final : public Command {
 public:
  std::string name() const override { return "serve"; }
  std::string summary() const override { return "Serve the news site and the JSON API until Ctrl-C"; }
  std::string details() const override {
    return "  kabar serve --listen 127.0.0.1:8080\n"
           "While it runs, `kabar ingest` and others that write hand their work over to it.";
  }
  void declare(ArgumentSpec& spec) override { declare_site(spec, json_); }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto& settings = loaded.values;
    // An older database is brought up to date by the writer, which also tells of a newer one.
    if (const auto data = open_data(settings); !data && data.error().code != Errc::kUnsupported)
      return fail(data.error());
    const StopSignals signals;
    auto folder = pipeline::DataFolder::open(settings.data, grouping(settings));
    if (!folder) return fail(folder.error());
    if (const auto used = use_embedder(*folder, settings, Waits::kNo); !used) return fail(used.error());
    const auto pictures = Pictures::start(settings);
    if (!pictures) return fail(pictures.error());
    auto options = site_options(settings);
    options.pictures = (*pictures)->desk();
    auto site = serve::Site::start(options);
    if (!site) return fail(site.error());
    std::mutex owner;
    auto control = listen_for_commands(settings, *folder, owner);
    if (!control) return fail(control.error());
    announce((*site)->address(), json_);
    signals.wait();
    log(LogLevel::kInfo, "stopping");
    return ExitCode::kDone;
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_serve_command() {
  return std::make_unique<ServeCommand>();
}

}  // namespace kabar::cli
