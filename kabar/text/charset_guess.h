#pragma once

#include <span>
#include <string_view>

namespace kabar::text {

/// The encoding of a page whose bytes are no UTF-8. `declared` are the encodings that somebody named, the
/// most believed first (UTF-8 and empty ones do not count); besides these the byte statistics of uchardet and
/// the usual encodings of the page's language are tried. Whichever makes the best text wins: few characters
/// that nobody writes, and letters that the text's language has. A declared one is dropped only for a clearly
/// better one. Looks at 32 KiB of text at most.
std::string_view guess_legacy_encoding(std::string_view page, std::span<const std::string_view> declared);

}  // namespace kabar::text
