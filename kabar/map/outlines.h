#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// The countries of the world by their borders and coasts, from data/places/outlines.tsv.
namespace kabar::map {

/// In degrees; of outlines that cross the 180th meridian longitudes go on beyond it.
struct GeoPoint {
  double lat = 0, lon = 0;

  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

struct GeoBox {
  double west = 0, south = 0, east = 0, north = 0;
};

/// A coast, or a border that two countries share.
using Stretch = std::vector<GeoPoint>;

struct Ring {
  std::vector<std::int32_t> stretches;  ///< in order; ~n is stretch n backwards
  GeoBox box;
};

struct Country {
  std::string_view code;  ///< ISO 3166, or "-"
  std::vector<Ring> rings;
  GeoBox home;  ///< without what lies far from its largest part
};

struct Outlines {
  std::vector<Stretch> stretches;
  std::vector<Country> countries;

  /// Null for one without outlines: very small ones, and Antarctica.
  const Country* find(std::string_view code) const noexcept;
};

/// Reads a table as data/places/make_outlines writes it. It must be sound: it is ours.
Outlines read_outlines(std::string_view table);

/// Those that are compiled in: read at first use, then shared by all threads.
const Outlines& outlines();

/// The points of a ring, of which the last is the first again, made of `stretches`: those of the outlines, or
/// simpler ones with the same ends.
Stretch points_of(const Ring& ring, const std::vector<Stretch>& stretches);

}  // namespace kabar::map
