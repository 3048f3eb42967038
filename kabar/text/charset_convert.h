#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kabar::text {

struct Converted {
  std::vector<char> utf8;
  std::size_t replaced = 0;  ///< characters that came out as U+FFFD
};

/// Bytes of an encoding that ICU knows by that name, as UTF-8; nothing when it does not.
Converted convert(std::string_view bytes, std::string_view encoding);

}  // namespace kabar::text
