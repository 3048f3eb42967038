#pragma once

#include <memory>

#include "kabar/cli/arguments.h"

namespace kabar::cli {

// One maker for each subcommand; each lies in NAME_command.cpp; restore and check with backup.
std::unique_ptr<Command> make_article_command();
std::unique_ptr<Command> make_backup_command();
std::unique_ptr<Command> make_check_command();
std::unique_ptr<Command> make_config_command();
std::unique_ptr<Command> make_doctor_command();
std::unique_ptr<Command> make_eval_command();
std::unique_ptr<Command> make_extract_command();
std::unique_ptr<Command> make_fetch_command();
std::unique_ptr<Command> make_group_command();
std::unique_ptr<Command> make_ingest_command();
std::unique_ptr<Command> make_language_command();
std::unique_ptr<Command> make_rebuild_command();
std::unique_ptr<Command> make_restore_command();
std::unique_ptr<Command> make_retain_command();
std::unique_ptr<Command> make_run_command();
std::unique_ptr<Command> make_search_command();
std::unique_ptr<Command> make_export_command();
std::unique_ptr<Command> make_serve_command();
std::unique_ptr<Command> make_source_command();
std::unique_ptr<Command> make_stories_command();
std::unique_ptr<Command> make_understand_command();
std::unique_ptr<Command> make_version_command();

/// Threads to work with: as set, or one for each core.
unsigned worker_threads(const Settings& settings);

}  // namespace kabar::cli
