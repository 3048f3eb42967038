#include "kabar/cli/serving.h"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "kabar/base/log.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/command_answers.h"

namespace kabar::cli {

void declare_site(ArgumentSpec& spec, bool& json) {
  spec.setting("--listen", "serve.listen", "HOST:PORT");
  spec.setting("--base-url", "serve.base_url", "URL");
  spec.setting("--ui", "serve.ui", "LANG");
  spec.setting("--pictures", "serve.pictures", "off|proxy");
  spec.flag("--json", json, "Print the address as JSON once the site answers");
}

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
  out.token = settings.token;
  out.open_metrics = settings.open_metrics;
  return out;
}

Result<std::unique_ptr<Pictures>> Pictures::start(const Settings& settings) {
  auto out = std::unique_ptr<Pictures>(new Pictures);
  if (!settings.pictures) return out;
  KABAR_TRY(out->fetching_, Fetching::for_pictures(settings));
  serve::PictureDesk::Options options;
  options.data_folder = settings.data;
  options.max_bytes = std::uint64_t{settings.pictures_mb} * 1'000'000;
  KABAR_TRY(out->desk_, serve::PictureDesk::start(std::move(options), out->fetching_->fetcher(),
                                                  out->fetching_->visitor()));
  return out;
}

Result<std::unique_ptr<pipeline::ControlServer>> listen_for_commands(const Settings& settings,
                                                                     pipeline::DataFolder& folder,
                                                                     std::mutex& owner) {
  pipeline::IngestOptions options;
  options.limits.max_page_bytes = std::size_t{settings.max_page_mb} * 1024 * 1024;
  return pipeline::ControlServer::start(
      settings.data,
      [&folder, &owner, options](const std::string& request, pipeline::ControlConnection& connection,
                                 const std::stop_token& stop) {
        const std::lock_guard lock(owner);
        pipeline::answer_command(request, connection, folder, options, stop);
      });
}

void announce(const std::string& address, bool json) {
  if (!json) return log(LogLevel::kInfo, fmt::format("serving on {}  (Ctrl-C ends it)", address));
  json::Writer writer;
  writer.begin_object().key("address").string(address).end_object();
  print_line(writer.text());
}

}  // namespace kabar::cli
