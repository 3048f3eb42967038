#include "kabar/base/log.h"

#include <cstdio>
#include <exception>
#include <string>

namespace kabar {
namespace {

const char* prefix(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::kInfo: return "kabar: ";
    case LogLevel::kWarning: return "kabar: warning: ";
    case LogLevel::kError: return "kabar: error: ";
  }
  return "kabar: ";
}

}  // namespace

void log(LogLevel level, std::string_view message) noexcept {
  try {
    std::string line = prefix(level);
    line += message;
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
  } catch (const std::exception&) {
    std::fputs("kabar: out of memory while logging\n", stderr);
  }
}

}  // namespace kabar
