#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/map/projection.h"

namespace kabar::serve {

/// The names of points on a map, where there is room for them: the first come first, none over another or
/// over a point. How wide a name is written is guessed from its letters. One thread.
class MapLabels {
 public:
  struct Label {
    std::string text;
    double x = 0, y = 0;      ///< of its foot line
    std::string_view anchor;  ///< "start", "middle" or "end", as in SVG, from left to right
  };

  void add(std::string text, const map::Spot& spot, double radius);
  /// On a map of this height.
  std::vector<Label> placed(double height) const;

 private:
  struct Point {
    std::string text;
    map::Spot spot;
    double radius = 0;
  };
  std::vector<Point> points_;
};

}  // namespace kabar::serve
