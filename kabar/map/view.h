#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kabar/map/outlines.h"

namespace kabar::map {

/// The part of the world that a map shows. There is a grid of them, so that stories of one region share one.
struct View {
  int level = 0;         ///< 0: the world; from 1, the nearest, to kLevels
  int lon = 0, lat = 0;  ///< of the middle, in tenths of a degree; of the world no latitude

  friend bool operator==(const View&, const View&) = default;
};

constexpr int kLevels = 7;

/// How many degrees of latitude would fit side by side at a level.
double breadth_of(int level) noexcept;

/// The nearest that holds all of these with some room around them. `points` may not be empty.
View view_of(std::span<const GeoPoint> points);

/// "1_445_400"; and back, nothing for a text that names none, or what lies off the grid.
std::string name_of(const View& view);
std::optional<View> parse_view(std::string_view name);

}  // namespace kabar::map
