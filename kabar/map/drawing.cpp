#include "kabar/map/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <numbers>
#include <utility>
#include <vector>

#include "kabar/map/projection.h"

namespace kabar::map {
namespace {

/// On the map, by level: bends below are left out. Where much land is shown, more of them.
constexpr std::array<double, kLevels + 1> kFinest{1.2, 1.2, 1.2, 1.2, 1.3, 1.6, 2.0, 2.9};
constexpr double kLeastIsland = 3;

constexpr double kDegree = std::numbers::pi / 180;

/// How far `point` lies from the line between two others, in degrees of latitude.
double distance(const GeoPoint& point, const GeoPoint& from, const GeoPoint& to, double narrow) {
  const auto px = (point.lon - from.lon) * narrow, py = point.lat - from.lat;
  const auto lx = (to.lon - from.lon) * narrow, ly = to.lat - from.lat;
  const auto length = lx * lx + ly * ly;
  const auto part = length == 0 ? 0 : std::clamp((px * lx + py * ly) / length, 0.0, 1.0);
  return std::hypot(px - part * lx, py - part * ly);
}

/// The stretch without the points that lie nearer than `finest` to the line without them (Douglas, Peucker).
/// As it is one line for both neighbours, they go on touching.
Stretch thinned(const Stretch& stretch, double finest) {
  const auto narrow = std::cos(stretch.front().lat * kDegree);
  std::vector<bool> kept(stretch.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> parts{{0, stretch.size() - 1}};
  while (!parts.empty()) {
    const auto [from, to] = parts.back();
    parts.pop_back();
    double most = finest;
    auto farthest = from;
    for (auto i = from + 1; i < to; ++i) {
      const auto far = distance(stretch[i], stretch[from], stretch[to], narrow);
      if (far <= most) continue;
      most = far;
      farthest = i;
    }
    if (farthest == from) continue;
    kept[farthest] = true;
    parts.emplace_back(from, farthest);
    parts.emplace_back(farthest, to);
  }
  Stretch out;
  for (std::size_t i = 0; i < stretch.size(); ++i)
    if (kept[i]) out.push_back(stretch[i]);
  return out;
}

/// What of a ring lies on one side of a meridian or parallel (Sutherland, Hodgman).
/// `over` tells how far beyond the line a point is.
template <class Over>
Stretch cut(const Stretch& ring, const Over& over) {
  Stretch out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i == 0 ? ring.size() - 1 : i - 1];
    const auto& b = ring[i];
    const auto da = over(a), db = over(b);
    if ((da > 0) != (db > 0)) {
      const auto part = da / (da - db);
      out.push_back({a.lat + part * (b.lat - a.lat), a.lon + part * (b.lon - a.lon)});
    }
    if (db <= 0) out.push_back(b);
  }
  return out;
}

Stretch clipped(Stretch ring, const GeoBox& window) {
  ring = cut(ring, [&](const GeoPoint& point) { return window.west - point.lon; });
  ring = cut(ring, [&](const GeoPoint& point) { return point.lon - window.east; });
  ring = cut(ring, [&](const GeoPoint& point) { return window.south - point.lat; });
  return cut(ring, [&](const GeoPoint& point) { return point.lat - window.north; });
}

/// Whole numbers, as steps from point to point, the way SVG has them in few bytes.
class Path {
 public:
  void move_to(int x, int y) {
    fmt::format_to(std::back_inserter(out_), "M{},{}l", x, y);
    first_ = true;
  }
  void step(int dx, int dy) {
    number(dx);
    first_ = false;
    number(dy);
  }
  void close() { out_ += 'z'; }
  const std::string& text() const noexcept { return out_; }

 private:
  void number(int value) {
    if (value >= 0 && !first_) out_ += ' ';
    fmt::format_to(std::back_inserter(out_), "{}", value);
  }

  std::string out_;
  bool first_ = true;
};

class Drawing {
 public:
  explicit Drawing(const View& view)
      : projection_(view),
        thinned_(outlines().stretches.size()),
        finest_(kFinest.at(static_cast<std::size_t>(view.level)) / projection_.scale()) {}

  std::string run() {
    auto out = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" fill="#aaa" stroke="#fff"><g id="land">)",
        kMapWidth, projection_.height());
    for (const auto& country : outlines().countries) {
      Path path;
      for (const auto& ring : country.rings) draw(ring, path);
      if (path.text().empty()) continue;
      const auto id = country.code == "-" ? std::string() : fmt::format(R"(id="{}" )", country.code);
      fmt::format_to(std::back_inserter(out), R"(<path {}d="{}"/>)", id, path.text());
    }
    return out + "</g></svg>\n";
  }

 private:
  /// As often as it comes into the window on the way around the globe.
  void draw(const Ring& ring, Path& path) {
    const auto& window = projection_.window();
    if (ring.box.north < window.south || ring.box.south > window.north) return;
    const auto size = std::max((ring.box.east - ring.box.west) * std::cos(ring.box.south * kDegree),
                               ring.box.north - ring.box.south);
    if (size * projection_.scale() < kLeastIsland) return;
    for (const int turn : {-360, 0, 360}) {
      const auto shift = turn - projection_.middle();
      if (ring.box.east + shift < window.west || ring.box.west + shift > window.east) continue;
      thin(ring);
      auto points = points_of(ring, thinned_);
      points.pop_back();
      for (auto& point : points) point.lon += shift;
      write(clipped(std::move(points), window), path);
    }
  }

  void thin(const Ring& ring) {
    for (const auto named : ring.stretches) {
      const auto i = static_cast<std::size_t>(named < 0 ? ~named : named);
      if (thinned_[i].empty()) thinned_[i] = thinned(outlines().stretches[i], finest_);
    }
  }

  /// Long lines bend, as what is straight on the globe's net is not on the map.
  void write(const Stretch& ring, Path& path) const {
    std::vector<std::pair<int, int>> spots;
    const auto add = [&](double lat, double lon) {
      const auto spot = projection_.place(lat, lon);
      const std::pair at(static_cast<int>(std::lround(spot.x)), static_cast<int>(std::lround(spot.y)));
      if (spots.empty() || spots.back() != at) spots.push_back(at);
    };
    const auto longest = breadth_ / kPieces;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& a = ring[i == 0 ? ring.size() - 1 : i - 1];
      const auto& b = ring[i];
      const auto length = std::max(std::abs(b.lon - a.lon), std::abs(b.lat - a.lat));
      const auto pieces = static_cast<int>(std::ceil(length / longest));
      for (int piece = 1; piece < pieces; ++piece) {
        const auto part = static_cast<double>(piece) / pieces;
        add(a.lat + part * (b.lat - a.lat), a.lon + part * (b.lon - a.lon));
      }
      add(b.lat, b.lon);
    }
    if (spots.size() > 1 && spots.front() == spots.back()) spots.pop_back();
    if (spots.size() < 3) return;
    path.move_to(spots[0].first, spots[0].second);
    for (std::size_t i = 1; i < spots.size(); ++i)
      path.step(spots[i].first - spots[i - 1].first, spots[i].second - spots[i - 1].second);
    path.close();
  }

  static constexpr double kPieces = 12;

  Projection projection_;
  std::vector<Stretch> thinned_;
  double finest_;
  double breadth_ = projection_.window().east - projection_.window().west;
};

}  // namespace

std::string draw(const View& view) {
  return Drawing(view).run();
}

}  // namespace kabar::map
