#pragma once

#include <string_view>

namespace kabar {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// One line on stderr, "kabar: warning: …"; whole lines, whichever thread writes. Nothing below the level
/// set by set_log_level (kInfo at first) is written.
void log(LogLevel level, std::string_view message) noexcept;
void set_log_level(LogLevel level) noexcept;

}  // namespace kabar
