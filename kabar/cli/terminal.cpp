#include "kabar/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "kabar/base/log.h"
#include "kabar/cli/exit_code.h"
#include "kabar/text/utf8.h"

namespace kabar::cli {
namespace {

/// How many bytes the control character (C0, DEL or C1) that `text` begins with has; 0 when it is none.
std::size_t control_bytes(std::string_view text) {
  const auto c = static_cast<unsigned char>(text[0]);
  if (c < 0x20 || c == 0x7F) return 1;
  return c == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0 ? 2 : 0;
}

/// Whether `text` begins with U+202A to U+202E or U+2066 to U+2069, which show what follows in another order.
bool turns_direction(std::string_view text) {
  if (!text.starts_with("\xE2\x80") && !text.starts_with("\xE2\x81")) return false;
  const auto last = static_cast<unsigned char>(text[2]);
  return text[1] == '\x80' ? last >= 0xAA && last <= 0xAE : last >= 0xA6 && last <= 0xA9;
}

}  // namespace

bool print(std::string_view text) noexcept {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
    return true;
  const int why = errno;
  if (why != EPIPE) std::fprintf(stderr, "kabar: error: cannot write the output: %s\n", std::strerror(why));
  return false;
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
  const auto valid = text::to_valid_utf8(text);
  std::string_view rest = valid;
  std::string out;
  while (!rest.empty()) {
    if (const auto control = control_bytes(rest); control != 0) {
      out += "\xEF\xBF\xBD";
      rest.remove_prefix(control);
    } else if (turns_direction(rest)) {
      rest.remove_prefix(3);
    } else {
      out += rest.front();
      rest.remove_prefix(1);
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
