#pragma once

#include <optional>

#include "kabar/map/view.h"

namespace kabar::map {

/// On the map: to the right and down, from its upper left corner.
struct Spot {
  double x = 0, y = 0;
};

constexpr double kMapWidth = 640;

/// Where places lie on the map of a view: Lambert's azimuthal equal-area projection around its middle; of the
/// world Equal Earth (Šavrič, Patterson, Jenny 2018) without what lies south of 57°.
class Projection {
 public:
  explicit Projection(const View& view);

  double height() const noexcept { return height_; }
  /// What the map can show at most, longitudes as seen from its middle.
  const GeoBox& window() const noexcept { return window_; }
  double middle() const noexcept { return lon_; }   ///< its longitude
  double scale() const noexcept { return scale_; }  ///< of a degree, in the middle

  /// `lon` as seen from the middle.
  Spot place(double lat, double lon) const noexcept;
  /// Nothing where it is not on the map.
  std::optional<Spot> find(const GeoPoint& point) const noexcept;

 private:
  GeoPoint at(const Spot& spot) const noexcept;
  void find_window();

  bool world_;
  double lon_, lat_;
  double sin_ = 0, cos_ = 0;  ///< of the middle's latitude
  double scale_ = 0, height_ = 0;
  Spot origin_;  ///< the middle, or where equator and middle meridian cross
  GeoBox window_;
};

/// The same direction between -180 and 180.
double around(double lon) noexcept;

}  // namespace kabar::map
