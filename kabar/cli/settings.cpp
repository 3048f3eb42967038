#include "kabar/cli/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kabar/base/ascii.h"
#include "kabar/cli/config_file.h"
#include "kabar/net/address_guard.h"
#include "kabar/net/url.h"
#include "kabar/serve/language.h"

namespace kabar::cli {
namespace {

Status set_number(unsigned& target, std::string_view text, unsigned low, unsigned high) {
  unsigned value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < low || value > high)
    return Error{Errc::kInvalidInput, fmt::format("'{}' is no whole number from {} to {}", text, low, high)};
  target = value;
  return ok();
}

Status set_flag(bool& target, std::string_view text) {
  if (text != "true" && text != "false")
    return Error{Errc::kInvalidInput, fmt::format("'{}' is neither true nor false", text)};
  target = text == "true";
  return ok();
}

Status set_listen(Settings& settings, std::string_view text) {
  const auto colon = text.rfind(':');
  unsigned port = 0;
  if (colon == std::string_view::npos || colon == 0 || !set_number(port, text.substr(colon + 1), 0, 65535))
    return Error{Errc::kInvalidInput, fmt::format("'{}' is no HOST:PORT", text)};
  settings.listen = text;
  return ok();
}

Status set_base_url(Settings& settings, std::string_view text) {
  if (!text.empty() && !text.starts_with("http://") && !text.starts_with("https://"))
    return Error{Errc::kInvalidInput, fmt::format("'{}' does not start with http:// or https://", text)};
  settings.base_url = text;
  return ok();
}

Status set_embedder(Settings& settings, std::string_view text) {
  if (!text.empty()) KABAR_CHECK(net::Url::parse(text));
  settings.embedder = text;
  return ok();
}

Status set_contact(Settings& settings, std::string_view text) {
  const bool address =
      text.starts_with("http://") || text.starts_with("https://") || text.starts_with("mailto:");
  if (!text.empty() && (!address || text.find_first_of(" ()\r\n") != text.npos))
    return Error{Errc::kInvalidInput, fmt::format("'{}' is no web or mailto: address", text)};
  settings.contact = text;
  return ok();
}

Status set_allow_private(Settings& settings, std::string_view text) {
  KABAR_CHECK(net::AddressGuard::parse(text, ""));
  settings.allow_private = text;
  return ok();
}

Status set_fetch_ports(Settings& settings, std::string_view text) {
  KABAR_CHECK(net::AddressGuard::parse("", text));
  settings.fetch_ports = text;
  return ok();
}

Status set_hosts(Settings& settings, std::string_view text) {
  settings.hosts.clear();
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto host = ascii::trim(text.substr(0, end));
    if (!host.empty()) settings.hosts.emplace_back(host);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return ok();
}

Status set_token(Settings& settings, std::string_view text) {
  constexpr std::size_t kShortest = 16;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (!text.empty() && (text.size() < kShortest || !plain))
    return Error{Errc::kInvalidInput, "a token is 16 ASCII characters or more, without blanks"};
  settings.token = text;
  return ok();
}

Status set_pictures(Settings& settings, std::string_view text) {
  if (text != "proxy" && text != "off")
    return Error{Errc::kInvalidInput, fmt::format("'{}' is neither proxy nor off", text)};
  settings.pictures = text == "proxy";
  return ok();
}

Status set_ui(Settings& settings, std::string_view text) {
  if (!text.empty() && serve::find_language(text) == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& language : serve::interface_languages()) known.push_back(language.code);
    return Error{Errc::kInvalidInput,
                 fmt::format("no interface in '{}'; there is one in {}", text, fmt::join(known, ", "))};
  }
  settings.ui = text;
  return ok();
}

constexpr std::array<Setting, 31> kSettings{{
    {"data", "folder that everything is kept in",
     [](Settings& s, std::string_view text) -> Status {
       if (text.empty()) return Error{Errc::kInvalidInput, "the name of the folder is empty"};
       s.data = text;
       return ok();
     },
     [](const Settings& s) { return s.data.string(); }},
    {"serve.listen", "HOST:PORT that the site is served on", set_listen,
     [](const Settings& s) { return s.listen; }},
    {"serve.base_url", "the site's own address, behind a reverse proxy", set_base_url,
     [](const Settings& s) { return s.base_url; }},
    {"serve.hosts", "further host names that requests may be for, with commas", set_hosts,
     [](const Settings& s) { return fmt::format("{}", fmt::join(s.hosts, ",")); }},
    {"serve.ui", "interface language where a reader asks for none", set_ui,
     [](const Settings& s) { return s.ui; }},
    {"serve.token", "the owner's secret, 16 characters or more: who shows it may read /metrics", set_token,
     [](const Settings& s) { return std::string(s.token.empty() ? "" : "(secret)"); }},
    {"serve.open_metrics", "let everybody who reaches the site read /metrics",
     [](Settings& s, std::string_view text) { return set_flag(s.open_metrics, text); },
     [](const Settings& s) { return std::string(s.open_metrics ? "true" : "false"); }},
    {"serve.pictures",
     "proxy: pictures of articles are fetched for the reader, made small and kept; off: only saved ones are "
     "shown",
     set_pictures, [](const Settings& s) { return std::string(s.pictures ? "proxy" : "off"); }},
    {"serve.pictures_mb", "megabytes of fetched pictures that are kept; the oldest go",
     [](Settings& s, std::string_view text) { return set_number(s.pictures_mb, text, 1, 100'000'000); },
     [](const Settings& s) { return std::to_string(s.pictures_mb); }},
    {"site.full_text", "show whole texts of all sources to everybody: only for own or licensed texts",
     [](Settings& s, std::string_view text) { return set_flag(s.full_text, text); },
     [](const Settings& s) { return std::string(s.full_text ? "true" : "false"); }},
    {"ingest.threads", "pages worked on at once; 0: one for each core",
     [](Settings& s, std::string_view text) { return set_number(s.threads, text, 0, 64); },
     [](const Settings& s) { return std::to_string(s.threads); }},
    {"ingest.max_page_mb", "size of a page, unpacked, above which it is rejected",
     [](Settings& s, std::string_view text) { return set_number(s.max_page_mb, text, 1, 256); },
     [](const Settings& s) { return std::to_string(s.max_page_mb); }},
    {"group.live_days", "days that a story takes in further articles",
     [](Settings& s, std::string_view text) { return set_number(s.live_days, text, 1, 180); },
     [](const Settings& s) { return std::to_string(s.live_days); }},
    {"group.reopen_days", "days after its last article in which a story can be opened again; 0: never",
     [](Settings& s, std::string_view text) { return set_number(s.reopen_days, text, 0, 3650); },
     [](const Settings& s) { return std::to_string(s.reopen_days); }},
    {"group.embedder", "address of a server of /v1/embeddings that helps to join languages; none if empty",
     set_embedder, [](const Settings& s) { return s.embedder; }},
    {"group.embedder_model", "what that server calls its model; its own if empty",
     [](Settings& s, std::string_view text) -> Status {
       s.embedder_model = text;
       return ok();
     },
     [](const Settings& s) { return s.embedder_model; }},
    {"group.embedder_key", "key to show to that server; none if empty",
     [](Settings& s, std::string_view text) -> Status {
       s.embedder_key = text;
       return ok();
     },
     [](const Settings& s) { return std::string(s.embedder_key.empty() ? "" : "(secret)"); }},
    {"collect.contact", "web or mailto: address for site owners, told to each site; serve.base_url if empty",
     set_contact, [](const Settings& s) { return s.contact; }},
    {"collect.site_interval_ms", "milliseconds between two requests to one site, at least",
     [](Settings& s, std::string_view text) { return set_number(s.site_interval_ms, text, 0, 3'600'000); },
     [](const Settings& s) { return std::to_string(s.site_interval_ms); }},
    {"collect.allow_private", "networks, addresses and hosts, with port or without, that are no public ones",
     set_allow_private, [](const Settings& s) { return s.allow_private; }},
    {"collect.ports", "ports that may be connected, with commas; 80,443 if empty", set_fetch_ports,
     [](const Settings& s) { return s.fetch_ports; }},
    {"collect.hosts_file", "file like /etc/hosts, asked before DNS",
     [](Settings& s, std::string_view text) -> Status {
       s.hosts_file = text;
       return ok();
     },
     [](const Settings& s) { return s.hosts_file; }},
    {"collect.connect_to", "IPV4:PORT of a gateway or test web that stands for the internet",
     [](Settings& s, std::string_view text) -> Status {
       s.connect_to = text;
       return ok();
     },
     [](const Settings& s) { return s.connect_to; }},
    {"collect.ca_file", "PEM file of certificate authorities to trust in place of the system's",
     [](Settings& s, std::string_view text) -> Status {
       s.ca_file = text;
       return ok();
     },
     [](const Settings& s) { return s.ca_file; }},
    {"collect.archive", "folder that all that is fetched is kept in, as WARC files; none if empty",
     [](Settings& s, std::string_view text) -> Status {
       s.archive = text;
       return ok();
     },
     [](const Settings& s) { return s.archive.string(); }},
    {"collect.min_free_mb",
     "megabytes that stay free on the disks of data and archive: below, collecting waits",
     [](Settings& s, std::string_view text) { return set_number(s.min_free_mb, text, 0, 100'000'000); },
     [](const Settings& s) { return std::to_string(s.min_free_mb); }},
    {"keep.days", "days after which an article goes; 0: it stays",
     [](Settings& s, std::string_view text) { return set_number(s.keep_days, text, 0, 36'500); },
     [](const Settings& s) { return std::to_string(s.keep_days); }},
    {"keep.source_mb", "megabytes of one source's articles, beyond which its oldest go; 0: any number",
     [](Settings& s, std::string_view text) { return set_number(s.keep_source_mb, text, 0, 100'000'000); },
     [](const Settings& s) { return std::to_string(s.keep_source_mb); }},
    {"keep.total_mb", "megabytes of articles and pictures in all; 0: any number",
     [](Settings& s, std::string_view text) { return set_number(s.keep_total_mb, text, 0, 100'000'000); },
     [](const Settings& s) { return std::to_string(s.keep_total_mb); }},
    {"keep.archive_days", "days after which an archive file goes; 0: it stays",
     [](Settings& s, std::string_view text) { return set_number(s.keep_archive_days, text, 0, 36'500); },
     [](const Settings& s) { return std::to_string(s.keep_archive_days); }},
    {"keep.archive_mb", "megabytes of archive files; 0: any number",
     [](Settings& s, std::string_view text) { return set_number(s.keep_archive_mb, text, 0, 100'000'000); },
     [](const Settings& s) { return std::to_string(s.keep_archive_mb); }},
}};

class Loader {
 public:
  Status apply(std::string_view key, std::string_view text, const std::string& origin) {
    const auto* const setting =
        std::find_if(kSettings.begin(), kSettings.end(), [&](const Setting& s) { return s.key == key; });
    if (setting == kSettings.end())
      return Error{Errc::kInvalidInput,
                   fmt::format("{}: unknown key '{}'; `kabar config show` lists all keys", origin, key)};
    auto status = setting->set(loaded_.values, text);
    if (!status) {
      auto error = std::move(status).error();
      // A flag and a variable tell by their name which key they set; a line of a file does not.
      if (origin.find(':') != std::string::npos) error = std::move(error).within(key);
      return std::move(error).within(origin);
    }
    loaded_.origins[std::string(key)] = origin;
    return ok();
  }

  Status apply_file(const std::filesystem::path& path) {
    KABAR_TRY(const auto entries, read_config_file(path));
    for (const auto& entry : entries)
      KABAR_CHECK(apply(entry.key, entry.text, fmt::format("{}:{}", path.string(), entry.line)));
    return ok();
  }

  LoadedSettings take() { return std::move(loaded_); }

 private:
  LoadedSettings loaded_;
};

}  // namespace

std::span<const Setting> all_settings() {
  return kSettings;
}

std::string environment_name(std::string_view key) {
  std::string out = "KABAR_";
  for (const char c : key) out += c == '.' ? '_' : ascii::upper(c);
  return out;
}

std::string flag_name(std::string_view key) {
  auto out = "--" + std::string(key.substr(key.rfind('.') + 1));
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

Result<LoadedSettings> load_settings(const SettingsSources& sources) {
  Loader loader;
  std::error_code ignored;
  if (!sources.file.empty()) {
    KABAR_CHECK(loader.apply_file(sources.file));
  } else if (std::filesystem::exists("kabar.toml", ignored)) {
    KABAR_CHECK(loader.apply_file("kabar.toml"));
  }
  for (const auto& setting : kSettings) {
    const auto name = environment_name(setting.key);
    if (const char* text = sources.environment(name.c_str()))
      KABAR_CHECK(loader.apply(setting.key, text, name));
  }
  for (const auto& [key, text] : sources.flags) KABAR_CHECK(loader.apply(key, text, flag_name(key)));
  return loader.take();
}

}  // namespace kabar::cli
