#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "kabar/base/log.h"
#include "kabar/cli/arguments.h"

namespace {

constexpr auto kFailed = static_cast<int>(kabar::cli::ExitCode::kFailed);

// What no thread caught: memory that was not to be had ends the program with a word about it. Takes none
// itself.
[[noreturn]] void end_uncaught() noexcept {
  try {
    if (const auto failure = std::current_exception()) std::rethrow_exception(failure);
  } catch (const std::bad_alloc&) {
    std::fputs("kabar: out of memory\n", stderr);
    std::_Exit(kFailed);
  } catch (...) {
    std::abort();
  }
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(end_uncaught);
  try {
    return static_cast<int>(kabar::cli::run_command_line(argc, argv, kabar::cli::all_commands()));
  } catch (const std::bad_alloc&) {
    std::fputs("kabar: out of memory\n", stderr);
  } catch (const std::exception& failure) {
    kabar::log(kabar::LogLevel::kError, fmt::format("internal error: {}", failure.what()));
  }
  return kFailed;
}
