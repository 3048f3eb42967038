#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kabar {

/// The line of the first key of a TOML text that has more than `most` parts ("a.b.c" has three); nothing
/// where there is none. Parsers make a table of each part inside of the one before, and come to an end of
/// their stack. Linear; text that is no TOML may have any answer.
std::optional<std::size_t> line_of_deep_key(std::string_view toml, std::size_t most);

}  // namespace kabar
