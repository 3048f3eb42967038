#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace kabar::serve {

/// Who answers a path, or all paths below one that ends with a slash. Plain values.
template <class Answer>
struct Route {
  std::string_view path;
  bool whole;  ///< nothing may follow; else something must
  Answer* answer;

  bool fits(std::string_view asked) const noexcept {
    return whole ? asked == path : asked.starts_with(path) && asked != path;
  }
};

/// The first that fits, or null.
template <class Answer, std::size_t n>
const Route<Answer>* find_route(const std::array<Route<Answer>, n>& routes, std::string_view asked) noexcept {
  const auto* const hit =
      std::find_if(routes.begin(), routes.end(), [&](const auto& route) { return route.fits(asked); });
  return hit == routes.end() ? nullptr : hit;
}

}  // namespace kabar::serve
