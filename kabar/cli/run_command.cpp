#include <mutex>

#include "kabar/base/log.h"
#include "kabar/cli/collecting.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/embedding.h"
#include "kabar/cli/grouping.h"
#include "kabar/cli/hub_answers.h"
#include "kabar/cli/serving.h"
#include "kabar/cli/stop_signals.h"

namespace kabar::cli {
namespace {

class RunCommand final : public Command {
 public:
  std::string name() const override { return "run"; }
  std::string summary() const override { return "Collect from all sources and serve the site until Ctrl-C"; }
  std::string details() const override {
    return "  kabar source add https://example.org/\n"
           "  kabar run --listen 127.0.0.1:8080\n"
           "  kabar run --archive archive/                   keep all that is fetched, as WARC files\n"
           "Looks at each feed and sitemap as often as it has something new, asks robots.txt, and is never\n"
           "faster than a site wants. While it runs, `kabar source`, `kabar ingest` and others hand their "
           "work\n"
           "over to it; `kabar source list` tells how each source goes. On a terminal it says each minute "
           "what\n"
           "came, else each hour: `kabar run 2>> kabar.log` keeps that.";
  }
  void declare(ArgumentSpec& spec) override {
    declare_site(spec, json_);
    spec.setting("--archive", "collect.archive", "DIR");
    spec.setting("--embedder", "group.embedder", "URL");
    spec.setting("--embedder-model", "group.embedder_model", "NAME");
    spec.flag("--verbose", verbose_, "Say on stderr what came of each request");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto& settings = loaded.values;
    const StopSignals signals;
    auto folder = pipeline::DataFolder::open(settings.data, grouping(settings));
    if (!folder) return fail(folder.error());
    if (const auto used = use_embedder(*folder, settings, Waits::kNo); !used) return fail(used.error());
    std::mutex owner;
    VitalSigns signs;
    auto options = site_options(settings);
    options.vitals = [&signs] { return signs.now(); };
    // Hubs can reach only a site that has an address of its own.
    std::unique_ptr<pipeline::WebSubDesk> desk;
    if (!settings.base_url.empty()) {
      auto opened = pipeline::WebSubDesk::open(settings.data);
      if (!opened) return fail(opened.error());
      desk = *std::move(opened);
      options.websub = [&at = *desk](const serve::Request& request) { return answer_hub(at, request); };
    }
    const auto pictures = Pictures::start(settings);
    if (!pictures) return fail(pictures.error());
    options.pictures = (*pictures)->desk();
    auto site = serve::Site::start(options);
    if (!site) return fail(site.error());
    auto control = listen_for_commands(settings, *folder, owner);
    if (!control) return fail(control.error());
    const auto collecting = Collecting::start(settings, *folder, owner, signs, desk.get(), verbose_);
    if (!collecting) return fail(collecting.error());
    announce((*site)->address(), json_);
    if (const auto told = (*collecting)->tell_start(); !told) return fail(told.error());
    signals.wait();
    log(LogLevel::kInfo, "stopping");
    return ExitCode::kDone;
  }

 private:
  bool json_ = false;
  bool verbose_ = false;
};

}  // namespace

std::unique_ptr<Command> make_run_command() {
  return std::make_unique<RunCommand>();
}

}  // namespace kabar::cli
