#include "kabar/map/outlines.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kabar/base/assert.h"
#include "kabar/map/embedded.h"

namespace kabar::map {
namespace {

constexpr double kGrid = 50;  ///< points in a degree

/// The part of a text before `mark`, which is cut off with it.
std::string_view take_until(std::string_view& text, char mark) {
  const auto end = std::min(text.find(mark), text.size());
  const auto out = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return out;
}

int take_number(std::string_view& text) {
  const auto word = take_until(text, ' ');
  int out = 0;
  std::from_chars(word.data(), word.data() + word.size(), out);
  return out;
}

Stretch read_stretch(std::string_view line) {
  Stretch out;
  int lon = 0, lat = 0;
  while (!line.empty()) {
    lon += take_number(line);
    lat += take_number(line);
    out.push_back({lat / kGrid, lon / kGrid});
  }
  return out;
}

GeoBox box_of(const Stretch& points) {
  GeoBox out{points[0].lon, points[0].lat, points[0].lon, points[0].lat};
  for (const auto& point : points) {
    out.west = std::min(out.west, point.lon);
    out.east = std::max(out.east, point.lon);
    out.south = std::min(out.south, point.lat);
    out.north = std::max(out.north, point.lat);
  }
  return out;
}

double size_of(const GeoBox& box) {
  return (box.east - box.west) * (box.north - box.south);
}

/// The largest part, and of the others those that lie beside it and are no mere rocks.
GeoBox home_of(const std::vector<Ring>& rings) {
  constexpr double kLeastReach = 6, kReach = 0.25, kLeastShare = 0.05;
  const auto main = std::max_element(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) {
                      return size_of(a.box) < size_of(b.box);
                    })->box;
  const auto wide = std::max(kLeastReach, kReach * (main.east - main.west));
  const auto high = std::max(kLeastReach, kReach * (main.north - main.south));
  auto out = main;
  for (const auto& [stretches, box] : rings) {
    const auto lon = (box.west + box.east) / 2, lat = (box.south + box.north) / 2;
    if (size_of(box) < kLeastShare * size_of(main) || lon < main.west - wide || lon > main.east + wide ||
        lat < main.south - high || lat > main.north + high)
      continue;
    out = {std::min(out.west, box.west), std::min(out.south, box.south), std::max(out.east, box.east),
           std::max(out.north, box.north)};
  }
  return out;
}

Country read_country(std::string_view line, const std::vector<Stretch>& stretches) {
  Country out;
  out.code = take_until(line, '\t');
  while (!line.empty()) {
    auto list = take_until(line, '|');
    Ring ring;
    while (!list.empty()) ring.stretches.push_back(take_number(list));
    ring.box = box_of(points_of(ring, stretches));
    out.rings.push_back(std::move(ring));
  }
  KABAR_ASSERT(!out.rings.empty());
  out.home = home_of(out.rings);
  return out;
}

}  // namespace

const Country* Outlines::find(std::string_view code) const noexcept {
  const auto hit =
      std::find_if(countries.begin(), countries.end(), [&](const auto& one) { return one.code == code; });
  return hit == countries.end() ? nullptr : &*hit;
}

Stretch points_of(const Ring& ring, const std::vector<Stretch>& stretches) {
  constexpr double kTurn = 360;
  Stretch out;
  for (const auto named : ring.stretches) {
    const auto& stretch = stretches[static_cast<std::size_t>(named < 0 ? ~named : named)];
    const auto start = out.size();
    if (named < 0)
      out.insert(out.end(), stretch.rbegin(), stretch.rend());
    else
      out.insert(out.end(), stretch.begin(), stretch.end());
    if (start == 0) continue;
    // One may be told on this side of the 180th meridian, the next on the other.
    const auto shift = kTurn * std::round((out[start - 1].lon - out[start].lon) / kTurn);
    for (auto i = start; i < out.size(); ++i) out[i].lon += shift;
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(start));
  }
  return out;
}

Outlines read_outlines(std::string_view table) {
  Outlines out;
  for (auto line = take_until(table, '\n'); !line.empty(); line = take_until(table, '\n'))
    out.stretches.push_back(read_stretch(line));
  while (!table.empty()) out.countries.push_back(read_country(take_until(table, '\n'), out.stretches));
  return out;
}

const Outlines& outlines() {
  static const auto kOutlines = read_outlines(embedded_file("outlines.tsv"));
  return kOutlines;
}

}  // namespace kabar::map
