#pragma once

#include <string_view>

namespace kabar {

enum class LogLevel { kInfo, kWarning, kError };

/// One line on stderr, "kabar: warning: …"; whole lines, whichever thread writes.
void log(LogLevel level, std::string_view message) noexcept;

}  // namespace kabar
