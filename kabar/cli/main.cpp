#include <fmt/format.h>

#include <exception>

#include "kabar/base/log.h"
#include "kabar/cli/arguments.h"

int main(int argc, char** argv) {
  try {
    return static_cast<int>(kabar::cli::run_command_line(argc, argv, kabar::cli::all_commands()));
  } catch (const std::exception& failure) {
    kabar::log(kabar::LogLevel::kError, fmt::format("internal error: {}", failure.what()));
    return static_cast<int>(kabar::cli::ExitCode::kFailed);
  }
}
