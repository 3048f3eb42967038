#pragma once

#include <string>

#include "kabar/map/view.h"

namespace kabar::map {

/// The outlines of a view as SVG: a group "land" with a path for each country, whose id is its ISO 3166 code.
/// It has no colours of its own: a page takes land and countries into a picture of its own by <use>, and
/// gives them the colours of fill and stroke. Pure; some milliseconds at most.
std::string draw(const View& view);

}  // namespace kabar::map
