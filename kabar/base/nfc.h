#pragma once

#include <string>
#include <string_view>

namespace kabar::utf8 {

/// Canonical composition (NFC) of valid UTF-8, as stream-safe text (UAX #15, section 13): of more than 30
/// marks in a row each 30 are parted by U+034F, which shows nothing. Linear in the text. Text that is both
/// already, as nearly all is, is copied as it stands; what comes out goes through again unchanged.
///
/// For plain text alone: in finished markup a mark behind ">" would change the tag.
std::string to_nfc(std::string_view text);

/// The same without the characters that invisible_size() tells.
std::string to_shown(std::string_view text);

/// The combining mark that valid UTF-8 begins with, 0 where it begins with anything else.
char32_t leading_mark(std::string_view text) noexcept;

}  // namespace kabar::utf8
