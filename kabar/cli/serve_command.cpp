#include <fmt/format.h>

#include <charconv>
#include <string>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/stop_signals.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/serve/site.h"

namespace kabar::cli {
namespace {

serve::SiteOptions site_options(const Settings& settings) {
  serve::SiteOptions out;
  const auto colon = settings.listen.rfind(':');  // Settings let in nothing but HOST:PORT
  out.host = settings.listen.substr(0, colon);
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  const auto* const end = settings.listen.data() + settings.listen.size();
  std::from_chars(settings.listen.data() + colon + 1, end, out.port);
  out.base_url = settings.base_url;
  out.hosts = settings.hosts;
  out.data_folder = settings.data;
  if (!settings.ui.empty()) out.default_ui = settings.ui;
  out.full_text = settings.full_text;
  out.threads = worker_threads(settings);
  return out;
}

class ServeCommand final : public Command {
 public:
  std::string name() const override { return "serve"; }
  std::string summary() const override { return "Serve the news site and the JSON API until Ctrl-C"; }
  std::string details() const override {
    return "  kabar serve --listen 127.0.0.1:8080\n"
           "While it runs, `kabar ingest` and others that write hand their work over to it.";
  }
  void declare(ArgumentSpec& spec) override {
    spec.setting("--listen", "serve.listen", "HOST:PORT");
    spec.setting("--base-url", "serve.base_url", "URL");
    spec.setting("--ui", "serve.ui", "LANG");
    spec.flag("--json", json_, "Print the address as JSON once the site answers");
  }

  ExitCode run(const LoadedSettings& loaded) override {
    const auto& settings = loaded.values;
    // An older database is brought up to date by the writer, which also tells of a newer one.
    if (const auto data = open_data(settings); !data && data.error().code != Errc::kUnsupported)
      return fail(data.error());
    const StopSignals signals;
    auto folder = pipeline::DataFolder::open(settings.data, {std::chrono::days{settings.live_days}});
    if (!folder) return fail(folder.error());
    auto site = serve::Site::start(site_options(settings));
    if (!site) return fail(site.error());
    auto control = listen_for_commands(settings, *folder);
    if (!control) return fail(control.error());
    announce((*site)->address());
    signals.wait();
    log(LogLevel::kInfo, "stopping");
    return ExitCode::kDone;
  }

 private:
  static Result<std::unique_ptr<pipeline::ControlServer>> listen_for_commands(const Settings& settings,
                                                                              pipeline::DataFolder& folder) {
    pipeline::IngestOptions options;
    options.limits.max_page_bytes = std::size_t{settings.max_page_mb} * 1024 * 1024;
    return pipeline::ControlServer::start(
        settings.data, [&folder, options](const std::string& request, pipeline::ControlConnection& connection,
                                          const std::stop_token& stop) {
          pipeline::answer_command(request, connection, folder, options, stop);
        });
  }

  void announce(const std::string& address) const {
    if (!json_) return log(LogLevel::kInfo, fmt::format("serving on {}  (Ctrl-C ends it)", address));
    json::Writer json;
    json.begin_object().key("address").string(address).end_object();
    print_line(json.text());
  }

  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_serve_command() {
  return std::make_unique<ServeCommand>();
}

}  // namespace kabar::cli
