#pragma once

#include <string>
#include <string_view>

namespace kabar::schema {

/// One line of clean text: UTF-8 (stray bytes become U+FFFD), NFC; blanks, line breaks and control characters
/// folded to single blanks, none at the ends; what turns the
/// direction of writing (U+202A to U+202E, U+2066 to U+2069) and the noncharacters U+FFFE and U+FFFF are left
/// out. No-break and
/// ideographic spaces stay inside, and go from the ends too.
std::string clean_line(std::string_view text);

}  // namespace kabar::schema
