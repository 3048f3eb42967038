#include "kabar/base/log.h"

#include <atomic>
#include <cstdio>
#include <exception>
#include <string>

namespace kabar {
namespace {

// The one process-wide setting: what reaches the operator's terminal. It steers no result.
std::atomic<LogLevel> threshold{LogLevel::kInfo};

const char* prefix(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::kDebug: return "kabar: debug: ";
    case LogLevel::kInfo: return "kabar: ";
    case LogLevel::kWarning: return "kabar: warning: ";
    case LogLevel::kError: return "kabar: error: ";
  }
  return "kabar: ";
}

}  // namespace

void log(LogLevel level, std::string_view message) noexcept {
  if (level < threshold.load(std::memory_order_relaxed)) return;
  try {
    std::string line = prefix(level);
    line += message;
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
  } catch (const std::exception&) {
    std::fputs("kabar: out of memory while logging\n", stderr);
  }
}

void set_log_level(LogLevel level) noexcept {
  threshold.store(level, std::memory_order_relaxed);
}

}  // namespace kabar
