#pragma once

namespace kabar {

/// Says which of our own rules was broken and ends the process; see KABAR_ASSERT.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace kabar

/// For bugs of our own, never for input: checked in every build.
#define KABAR_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::kabar::assertion_failed(#condition, __FILE__, __LINE__))
