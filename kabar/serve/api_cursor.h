#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Where a list of the API goes on, as a text that means nothing to who carries it. Pure.
namespace kabar::serve {

/// A cursor of the list that `list` describes: its path and all parameters but the page's own.
std::string make_cursor(std::string_view list, const std::vector<std::uint64_t>& numbers);
std::string make_cursor(std::string_view list, std::string_view text);

/// What is in it; nothing for a text that is no cursor, or that of another list.
std::optional<std::vector<std::uint64_t>> cursor_numbers(std::string_view list, std::string_view cursor);
std::optional<std::string> cursor_text(std::string_view list, std::string_view cursor);

}  // namespace kabar::serve
