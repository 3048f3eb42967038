#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::cli {

/// Everything that can be set, with its default. The order of precedence: kabar.toml < KABAR_… environment <
/// flag.
struct Settings {
  std::filesystem::path data = "kabar-data";
  std::string listen = "127.0.0.1:8080";
  std::string base_url;
  std::vector<std::string> hosts;
  std::string ui;
  std::string token;  ///< the owner's; a secret
  bool open_metrics = false;
  bool pictures = true;  ///< fetched for readers
  unsigned pictures_mb = 500;
  bool full_text = false;
  unsigned threads = 0;  ///< nought: as many as the machine has cores
  unsigned max_page_mb = 16;
  unsigned live_days = 14;
  unsigned reopen_days = 180;
  std::string embedder;
  std::string embedder_model;
  std::string embedder_key;  ///< a secret
  std::string contact;
  std::string allow_private;
  std::string fetch_ports;
  unsigned site_interval_ms = 1000;
  std::string hosts_file;
  std::string connect_to;
  std::string ca_file;
  std::filesystem::path archive;
  unsigned min_free_mb = 500;
  unsigned keep_days = 0;  ///< nought here and below: no limit
  unsigned keep_source_mb = 0;
  unsigned keep_total_mb = 0;
  unsigned keep_archive_days = 0;
  unsigned keep_archive_mb = 0;
};

/// One setting: its key in kabar.toml ("serve.listen"), the environment's name for it is KABAR_ and the key
/// in upper case with underscores (KABAR_SERVE_LISTEN).
struct Setting {
  std::string_view key;
  std::string_view help;
  Status (*set)(Settings&, std::string_view text);
  std::string (*get)(const Settings&);
};

std::span<const Setting> all_settings();
std::string environment_name(std::string_view key);
/// "--base-url" for "serve.base_url".
std::string flag_name(std::string_view key);

/// Where a value came from: "default", "kabar.toml:3", "KABAR_DATA", "--data".
using Origins = std::map<std::string, std::string, std::less<>>;

struct LoadedSettings {
  Settings values;
  Origins origins;
};

/// What the command line said: setting key and text.
using Overrides = std::map<std::string, std::string, std::less<>>;

struct SettingsSources {
  std::filesystem::path file;  ///< empty: ./kabar.toml where there is one
  std::function<const char*(const char*)> environment;
  Overrides flags;
};

/// kInvalidInput names file and line, variable or flag of what is wrong; an unknown key in the file is wrong.
Result<LoadedSettings> load_settings(const SettingsSources& sources);

}  // namespace kabar::cli
