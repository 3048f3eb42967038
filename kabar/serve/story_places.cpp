#include "kabar/serve/story_places.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "kabar/serve/name_view.h"
#include "kabar/understand/city_table.h"
#include "kabar/understand/country_names.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kCountry = "iso3166:";
constexpr std::size_t kMostPlaces = 100;

/// What English calls a country (CLDR).
std::string english_name(std::string_view country) {
  static const auto kNames = [] {
    std::map<std::string, std::string, std::less<>> out;
    understand::for_each_country("en", [&](auto code, auto name) { out.emplace(code, name); });
    return out;
  }();
  const auto known = kNames.find(country);
  return std::string(known == kNames.end() ? country : known->second);
}

/// Nothing for a reference that this program does not know.
std::optional<StoryPlace> known_place(const std::string& ref) {
  StoryPlace out;
  out.ref = ref;
  if (ref.starts_with(kCountry)) {
    out.country = ref.substr(kCountry.size());
    out.name = english_name(out.country);
    return out;
  }
  const auto city = understand::city_of_ref(ref);
  if (!city) return std::nullopt;
  out.country = city->country;
  out.name = city->name;
  out.at = map::GeoPoint{city->lat, city->lon};
  return out;
}

/// Of one place: who names it, and how.
struct Naming {
  std::set<std::size_t> articles;
  std::map<std::pair<std::string, std::string>, std::uint32_t> spellings;  ///< by language and text
  std::string entity;
};

StoryPlace place_of(StoryPlace place, const Naming& naming, const std::vector<Teaser>& articles) {
  std::set<std::string_view> outlets;
  for (const auto article : naming.articles) outlets.insert(articles[article].source);
  place.articles = static_cast<std::uint32_t>(naming.articles.size());
  place.outlets = static_cast<std::uint32_t>(outlets.size());
  place.entity = naming.entity;
  for (const auto& [spelt, count] : naming.spellings)
    place.spellings.push_back({spelt.second, spelt.first, count});
  std::stable_sort(place.spellings.begin(), place.spellings.end(),
                   [](const auto& a, const auto& b) { return a.articles > b.articles; });
  return place;
}

}  // namespace

std::vector<StoryPlace> story_places(const std::vector<ToldPlace>& told,
                                     const std::vector<Teaser>& articles) {
  std::unordered_map<std::string, std::size_t> known;
  std::vector<std::string> refs;  // in the order in which they came
  std::vector<Naming> namings;
  for (const auto& [name, lang, article] : told) {
    const auto [place, fresh] = known.emplace(name.ref, refs.size());
    if (fresh) {
      refs.push_back(name.ref);
      namings.emplace_back();
    }
    auto& naming = namings[place->second];
    naming.articles.insert(article);
    if (!articles[article].copy_of) ++naming.spellings[{lang, name.text}];
    if (naming.entity.empty()) naming.entity = name.entity;
  }
  std::vector<StoryPlace> out;
  for (std::size_t i = 0; i < refs.size(); ++i)
    if (auto place = known_place(refs[i])) out.push_back(place_of(*std::move(place), namings[i], articles));
  std::stable_sort(out.begin(), out.end(),
                   [](const StoryPlace& a, const StoryPlace& b) { return a.articles > b.articles; });
  out.resize(std::min(out.size(), kMostPlaces));
  return out;
}

std::string called(const StoryPlace& place, std::string_view lang, const Formats& formats) {
  if (place.is_country()) return formats.country_name(place.country);
  for (const auto& spelling : place.spellings)
    if (spelling.lang == lang && has_small_letters(spelling.text)) return spelling.text;
  // A neighbour's spelling can be read at least: the Arabic one by who reads Persian.
  const auto readable = [&](const auto& spelling) {
    return is_in_script_of(lang, spelling.text) && has_small_letters(spelling.text);
  };
  const auto& all = place.spellings;
  const auto near =
      is_in_script_of(lang, place.name) ? all.end() : std::find_if(all.begin(), all.end(), readable);
  return near == all.end() ? place.name : near->text;
}

}  // namespace kabar::serve
