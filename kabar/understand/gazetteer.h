#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kabar::understand {

/// A country, or a city of 15,000 inhabitants and more.
struct KnownPlace {
  std::string ref;              ///< "iso3166:XX" or "geonames:ID"
  std::uint32_t thousands = 0;  ///< inhabitants; of a country none
  bool country = false;
};

/// What is called so in a text of a language: countries by CLDR's names in that language, inflected or not,
/// and cities by their names in Latin, Cyrillic and Arabic letters; of several the largest. Tables are made
/// at first use, then shared; safe from any thread.
std::optional<KnownPlace> find_place(std::string_view name, std::string_view lang);

}  // namespace kabar::understand
