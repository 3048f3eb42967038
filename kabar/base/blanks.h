#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabar {

/// Bytes at the front of `text` (which must not be empty) that a reader of a page sees as a blank: white
/// space, line ends of all kinds, the no-break space; or, `invisible`, as nothing: control characters, soft
/// hyphens, blanks of no width, turns of the direction of writing. Nought for anything else.
std::size_t blank_size(std::string_view text, bool& invisible) noexcept;

/// Whether a reader sees nothing.
bool is_blank(std::string_view text) noexcept;

/// On one line: blanks folded to single ones, none at the ends, what is invisible left out. Linear.
std::string fold_blanks(std::string_view text);

}  // namespace kabar
