#include "kabar/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "kabar/base/log.h"
#include "kabar/cli/exit_code.h"

namespace kabar::cli {

bool print(std::string_view text) noexcept {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

bool print_line(std::string_view line) {
  return print(std::string(line) + '\n');
}

bool is_terminal() noexcept {
  return ::isatty(STDERR_FILENO) == 1;
}

unsigned terminal_columns() noexcept {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

std::string shown(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c >= 0x20 && c != 0x7F && !c1) {
      out += text[i];
    } else {
      out += "\xEF\xBF\xBD";
      if (c1) ++i;
    }
  }
  return out;
}

ExitCode fail(const Error& error) {
  log(LogLevel::kError, shown(error.message));
  return ExitCode::kFailed;
}

ExitCode misuse(const Error& error) {
  log(LogLevel::kError, shown(error.message));
  return ExitCode::kUsage;
}

}  // namespace kabar::cli
