#include "kabar/map/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "kabar/base/assert.h"
#include "kabar/map/projection.h"

namespace kabar::map {
namespace {

constexpr std::array<double, kLevels + 1> kBreadths{360, 12, 18, 27, 40, 60, 90, 130};
constexpr double kStepsInBreadth = 24;  ///< of the grid
constexpr int kTenths = 10;
constexpr int kMostLon = 1'800, kMostLat = 850;
constexpr int kPacific = 1500;  ///< the middle of the other map of the world

/// The middle of the arc of longitudes that holds all points.
double middle_lon(std::span<const GeoPoint> points) {
  std::vector<double> lons;
  for (const auto& point : points) lons.push_back(around(point.lon));
  std::sort(lons.begin(), lons.end());
  double widest = lons.front() + 360 - lons.back(), middle = (lons.front() + lons.back()) / 2;
  for (std::size_t i = 1; i < lons.size(); ++i) {
    const auto gap = lons[i] - lons[i - 1];
    if (gap <= widest) continue;
    widest = gap;
    middle = around((lons[i] + lons[i - 1]) / 2 + 180);
  }
  return middle;
}

double middle_lat(std::span<const GeoPoint> points) {
  const auto [low, high] = std::minmax_element(
      points.begin(), points.end(), [](const GeoPoint& a, const GeoPoint& b) { return a.lat < b.lat; });
  return (low->lat + high->lat) / 2;
}

bool holds(const View& view, std::span<const GeoPoint> points) {
  constexpr double kMargin = 0.13;
  const Projection projection(view);
  const auto room = kMargin * projection.height();
  return std::all_of(points.begin(), points.end(), [&](const GeoPoint& point) {
    const auto spot = projection.find(point);
    return spot && spot->x >= room && spot->x <= kMapWidth - room && spot->y >= room &&
           spot->y <= projection.height() - room;
  });
}

/// Cut through the Pacific, or through the Atlantic where that keeps the points closer together.
View world_of(std::span<const GeoPoint> points) {
  const auto reach = [&](double middle) {
    double out = 0;
    for (const auto& point : points) out = std::max(out, std::abs(around(point.lon - middle)));
    return out;
  };
  constexpr double kMuch = 10;
  const bool pacific = reach(static_cast<double>(kPacific) / kTenths) + kMuch < reach(0);
  return {0, pacific ? kPacific : 0, 0};
}

int on_grid(double degrees, int level) {
  const auto step = kBreadths.at(static_cast<std::size_t>(level)) / kStepsInBreadth;
  return static_cast<int>(std::round(std::round(degrees / step) * step * kTenths));
}

/// Whether views have their middle there; beyond the half turn they come round from the other side.
bool is_on_grid(int tenths, int level) {
  for (const int turn : {0, -2 * kMostLon, 2 * kMostLon})
    if (const auto there = tenths + turn;
        std::abs(on_grid(static_cast<double>(there) / kTenths, level) - there) <= 1)
      return true;
  return false;
}

std::optional<int> take_number(std::string_view& text) noexcept {
  const auto end = std::min(text.find('_'), text.size());
  int out = 0;
  const auto [last, failure] = std::from_chars(text.data(), text.data() + end, out);
  if (failure != std::errc() || last != text.data() + end) return std::nullopt;
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

}  // namespace

double breadth_of(int level) noexcept {
  return kBreadths[static_cast<std::size_t>(std::clamp(level, 0, kLevels))];
}

View view_of(std::span<const GeoPoint> points) {
  KABAR_ASSERT(!points.empty());
  const auto lon = middle_lon(points), lat = middle_lat(points);
  for (int level = 1; level <= kLevels; ++level) {
    const View view{level, static_cast<int>(std::round(around(on_grid(lon, level) / 10.0) * kTenths)),
                    std::clamp(on_grid(lat, level), -kMostLat, kMostLat)};
    if (holds(view, points)) return view;
  }
  return world_of(points);
}

std::string name_of(const View& view) {
  return fmt::format("{}_{}_{}", view.level, view.lon, view.lat);
}

std::optional<View> parse_view(std::string_view name) {
  auto rest = name;
  const auto level = take_number(rest), lon = take_number(rest), lat = take_number(rest);
  if (!level || !lon || !lat || *level < 0 || *level > kLevels) return std::nullopt;
  const View view{*level, *lon, *lat};
  if (name_of(view) != name) return std::nullopt;
  if (*level == 0) return view == View{} || view == View{0, kPacific, 0} ? std::optional(view) : std::nullopt;
  const auto fits_in = [](int value, int most) { return -most <= value && value <= most; };
  const bool fits = fits_in(*lon, kMostLon) && fits_in(*lat, kMostLat);
  if (!fits || !is_on_grid(*lon, *level) || !(std::abs(*lat) == kMostLat || is_on_grid(*lat, *level)))
    return std::nullopt;
  return view;
}

}  // namespace kabar::map
