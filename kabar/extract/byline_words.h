#pragma once

#include <span>
#include <string_view>

/// The words by which bylines and credits are taken apart, for byline.cpp and edge_lines.cpp alone.
namespace kabar::extract {

/// Words that begin a byline; matched with case ignored (ASCII); where one begins another, the longest that
/// fits counts.
std::span<const std::string_view> byline_leads() noexcept;

/// Between two names.
std::span<const std::string_view> name_separators() noexcept;

/// Words that make a piece no name: roles, departments, furniture.
std::span<const std::string_view> role_words() noexcept;

}  // namespace kabar::extract
