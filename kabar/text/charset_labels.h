#pragma once

#include <string_view>

namespace kabar::text {

/// The encoding that a label means on the web (WHATWG Encoding, section 4.2), by the name that ICU's
/// converters know: "latin1" gives "windows-1252", "gb2312" gives "gb18030". Case, blanks around it and the
/// spelling of ISO 8859 do not matter. Empty for labels that no page is known to use. Labels of UTF-8 give
/// "UTF-8".
std::string_view encoding_of_label(std::string_view label) noexcept;

}  // namespace kabar::text
