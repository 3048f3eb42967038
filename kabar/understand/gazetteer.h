#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// The largest city so called in one of these countries (ISO 3166), which a text names besides: "Valencia"
/// beside Spain. Nothing where there is none, or one far smaller than the largest anywhere.
std::optional<KnownPlace> find_city_in(std::string_view name, std::string_view lang,
                                       const std::vector<std::string>& countries);

}  // namespace kabar::understand
