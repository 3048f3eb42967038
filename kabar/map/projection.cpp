#include "kabar/map/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kabar::map {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kTenth = 0.1;
constexpr double kRegionHeight = 400;
constexpr double kWorldSouth = -57, kWorldNorth = 84;

/// Equal Earth, for a globe of radius 1.
Spot equal_earth(double lat, double lon) {
  constexpr double kA1 = 1.340264, kA2 = -0.081106, kA3 = 0.000893, kA4 = 0.003796;
  const auto root = std::numbers::sqrt3;
  const auto t = std::asin(root / 2 * std::sin(lat));
  const auto t2 = t * t, t6 = t2 * t2 * t2;
  const auto x = 2 * root * lon * std::cos(t) / (3 * (kA1 + 3 * kA2 * t2 + t6 * (7 * kA3 + 9 * kA4 * t2)));
  return {x, t * (kA1 + kA2 * t2 + t6 * (kA3 + kA4 * t2))};
}

}  // namespace

double around(double lon) noexcept {
  return lon - 360 * std::round(lon / 360);
}

Projection::Projection(const View& view)
    : world_(view.level == 0),
      lon_(view.lon * kTenth),
      lat_(view.lat * kTenth),
      sin_(std::sin(lat_ * kDegree)),
      cos_(std::cos(lat_ * kDegree)) {
  if (world_) {
    const auto radius = kMapWidth / 2 / equal_earth(0, std::numbers::pi).x;
    scale_ = radius * kDegree;
    const auto north = radius * equal_earth(kWorldNorth * kDegree, 0).y;
    height_ = std::round(north - radius * equal_earth(kWorldSouth * kDegree, 0).y);
    origin_ = {kMapWidth / 2, north};
    window_ = {-180, kWorldSouth, 180, kWorldNorth};
    return;
  }
  scale_ = kMapWidth / breadth_of(view.level);
  height_ = kRegionHeight;
  origin_ = {kMapWidth / 2, kRegionHeight / 2};
  find_window();
}

Spot Projection::place(double lat, double lon) const noexcept {
  const auto radius = scale_ / kDegree;
  if (world_) {
    const auto flat = equal_earth(lat * kDegree, lon * kDegree);
    return {origin_.x + radius * flat.x, origin_.y - radius * flat.y};
  }
  constexpr double kLeast = 1e-9;  // the point on the other side of the globe is everywhere
  const auto sin = std::sin(lat * kDegree), cos = std::cos(lat * kDegree);
  const auto along = cos * std::cos(lon * kDegree);
  const auto k = radius * std::sqrt(2 / std::max(kLeast, 1 + sin_ * sin + cos_ * along));
  return {origin_.x + k * cos * std::sin(lon * kDegree), origin_.y - k * (cos_ * sin - sin_ * along)};
}

std::optional<Spot> Projection::find(const GeoPoint& point) const noexcept {
  const auto lon = around(point.lon - lon_);
  if (lon < window_.west || lon > window_.east || point.lat < window_.south || point.lat > window_.north)
    return std::nullopt;
  const auto spot = place(point.lat, lon);
  const bool shown = spot.x >= 0 && spot.x <= kMapWidth && spot.y >= 0 && spot.y <= height_;
  return shown ? std::optional(spot) : std::nullopt;
}

/// The place at a spot of a region.
GeoPoint Projection::at(const Spot& spot) const noexcept {
  const auto radius = scale_ / kDegree;
  const auto x = (spot.x - origin_.x) / radius, y = (origin_.y - spot.y) / radius;
  const auto far = std::hypot(x, y);
  if (far == 0) return {lat_, 0};
  const auto angle = 2 * std::asin(std::min(1.0, far / 2));
  const auto sin = std::sin(angle), cos = std::cos(angle);
  return {std::asin(std::clamp(cos * sin_ + y * sin * cos_ / far, -1.0, 1.0)) / kDegree,
          std::atan2(x * sin, far * cos_ * cos - y * sin_ * sin) / kDegree};
}

void Projection::find_window() {
  constexpr int kSteps = 16;
  constexpr double kRoom = 1.05;
  window_ = {0, lat_, 0, lat_};
  const auto hold = [&](double x, double y) {
    const auto point = at({x, y});
    window_.west = std::min(window_.west, point.lon);
    window_.east = std::max(window_.east, point.lon);
    window_.south = std::min(window_.south, point.lat);
    window_.north = std::max(window_.north, point.lat);
  };
  for (int i = 0; i <= kSteps; ++i) {
    const auto part = static_cast<double>(i) / kSteps;
    for (const double edge : {0.0, 1.0}) {
      hold(part * kMapWidth, edge * height_);
      hold(edge * kMapWidth, part * height_);
    }
  }
  for (const double pole : {-90.0, 90.0}) {
    const auto spot = place(pole, 0);
    if (spot.y < 0 || spot.y > height_ || std::abs(pole - lat_) > 90) continue;
    window_ = {-180, std::min(window_.south, pole), 180, std::max(window_.north, pole)};
  }
  const auto room = (kRoom - 1) * (window_.north - window_.south);
  window_.west = std::max(-180.0, window_.west * kRoom);
  window_.east = std::min(180.0, window_.east * kRoom);
  window_.south = std::max(-90.0, window_.south - room);
  window_.north = std::min(90.0, window_.north + room);
}

}  // namespace kabar::map
