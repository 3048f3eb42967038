#pragma once

#include <string>
#include <string_view>

namespace kabar::cli {

/// Writes to standard output; false when nobody reads any more (a closed pipe), or it cannot be written (a
/// full disk), which it says.
bool print(std::string_view text) noexcept;
bool print_line(std::string_view line);

/// Whether standard error is a terminal that a bar may be drawn on.
bool is_terminal() noexcept;

/// Columns of that terminal, 80 when nobody knows.
unsigned terminal_columns() noexcept;

/// Text that came from a foreign page, safe to show: bytes that are no UTF-8 and control characters, escape
/// sequences among them, become U+FFFD; what would turn the direction of writing is left out.
std::string shown(std::string_view text);

}  // namespace kabar::cli
