#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kabar/serve/template_data.h"

// A row of bars over time: keys "width", "height" and "bars" (each "x", "y", "width", "height", "label",
// "href"), in the units of the drawing. Pure.
namespace kabar::serve {

struct Bar {
  std::size_t place = 0;  ///< in the row, from 0
  std::size_t value = 0;
  std::string label;
  std::string href = {};
};

/// `places`: how long the row is, bars or not. The largest value is as high as the drawing; none is too low
/// to be seen.
TemplateData bar_chart(const std::vector<Bar>& bars, std::size_t places);

}  // namespace kabar::serve
