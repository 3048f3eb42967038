#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kabar::understand {

/// A city of data/places.
struct City {
  std::uint32_t id = 0;      ///< of GeoNames
  std::string_view country;  ///< ISO 3166
  std::string_view name;     ///< as GeoNames has it, in Latin letters
  double lat = 0, lon = 0;   ///< degrees north and east
};

/// Tables are made at first use, then shared; safe from any thread.
std::optional<City> find_city(std::uint32_t id);
/// That of a reference such as "geonames:616052"; nothing for any other.
std::optional<City> city_of_ref(std::string_view ref);
/// The one with most inhabitants.
std::optional<City> largest_city(std::string_view country);

}  // namespace kabar::understand
