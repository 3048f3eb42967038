#include "kabar/cli/commands.h"

#include <algorithm>
#include <thread>

namespace kabar::cli {

std::vector<std::unique_ptr<Command>> all_commands() {
  std::vector<std::unique_ptr<Command>> out;
  out.push_back(make_run_command());
  out.push_back(make_ingest_command());
  out.push_back(make_serve_command());
  out.push_back(make_search_command());
  out.push_back(make_export_command());
  out.push_back(make_stories_command());
  out.push_back(make_article_command());
  out.push_back(make_source_command());
  out.push_back(make_fetch_command());
  out.push_back(make_rebuild_command());
  out.push_back(make_retain_command());
  out.push_back(make_backup_command());
  out.push_back(make_restore_command());
  out.push_back(make_check_command());
  out.push_back(make_extract_command());
  out.push_back(make_understand_command());
  out.push_back(make_group_command());
  out.push_back(make_eval_command());
  out.push_back(make_language_command());
  out.push_back(make_config_command());
  out.push_back(make_doctor_command());
  out.push_back(make_version_command());
  return out;
}

unsigned worker_threads(const Settings& settings) {
  return settings.threads != 0 ? settings.threads : std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
}

}  // namespace kabar::cli
