#include "kabar/serve/story_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kabar/map/drawing.h"
#include "kabar/map/projection.h"
#include "kabar/model/name.h"
#include "kabar/serve/map_labels.h"
#include "kabar/serve/name_view.h"
#include "kabar/serve/story_places.h"
#include "kabar/understand/city_table.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostOnMap = 12;
constexpr std::size_t kMostListed = 10;
constexpr std::uint32_t kShareOfMap = 3, kShareOfView = 2;  ///< of the articles that name the first place
constexpr std::uint64_t kShareOfStory = 4;  ///< of all articles: what fewer name is said in passing
constexpr std::size_t kMostCountriesAlone = 3;

constexpr std::string_view kFolder = "/map/", kSuffix = ".svg";

/// The corners of a country and the middles of its sides.
void add_home(std::string_view country, std::vector<map::GeoPoint>& points) {
  const auto* const outline = map::outlines().find(country);
  if (outline == nullptr) return;
  const auto& box = outline->home;
  const auto lon = (box.west + box.east) / 2, lat = (box.south + box.north) / 2;
  for (const auto north : {box.south, lat, box.north})
    for (const auto east : {box.west, lon, box.east}) points.push_back({north, east});
}

std::vector<map::GeoPoint> points_in_view(const StoryMap& shown, std::uint32_t most) {
  std::vector<map::GeoPoint> out;
  for (const auto* const city : shown.cities) out.push_back(*city->at);
  if (shown.cities.empty() && shown.countries.size() <= kMostCountriesAlone) {
    for (const auto* const country : shown.countries) add_home(country->country, out);
    return out;
  }
  for (const auto* const country : shown.countries) {
    const bool has_city = std::any_of(shown.cities.begin(), shown.cities.end(),
                                      [&](const auto* city) { return city->country == country->country; });
    if (shown.cities.empty() || has_city || country->articles * kShareOfView < most) continue;
    if (const auto city = understand::largest_city(country->country)) out.push_back({city->lat, city->lon});
  }
  return out;
}

/// Leaves out the cities far off that half as many articles name as the first place, or fewer: what the story
/// is about would be small beside them.
void leave_out_far_ones(StoryMap& shown, std::uint32_t most) {
  constexpr int kFar = 2;  ///< levels of the view
  std::vector<const StoryPlace*> near, far;
  for (const auto* const city : shown.cities)
    (city->articles * kShareOfView > most ? near : far).push_back(city);
  if (near.empty()) return;
  const auto level_with = [&](const std::vector<const StoryPlace*>& cities) {
    std::vector<map::GeoPoint> points;
    points.reserve(cities.size());
    for (const auto* const city : cities) points.push_back(*city->at);
    const auto level = map::view_of(points).level;
    return level == 0 ? map::kLevels + 1 : level;
  };
  const auto level = level_with(near);
  const auto is_far = [&](const StoryPlace* city) {
    auto with = near;
    with.push_back(city);
    return std::find(far.begin(), far.end(), city) != far.end() && level_with(with) >= level + kFar;
  };
  std::erase_if(shown.cities, is_far);
}

std::string address_of(const map::View& view) {
  return fmt::format("{}{}{}", kFolder, map::name_of(view), kSuffix);
}

std::string whole(double value) {
  return fmt::format("{}", std::lround(value));
}

class MapView {
 public:
  MapView(const Visit& visit, const StoryMap& shown)
      : visit_(visit), shown_(shown), projection_(shown.view) {}

  TemplateData run() {
    TemplateData data;
    data.set("href", address_of(shown_.view));
    data.set("width", whole(map::kMapWidth)).set("height", whole(projection_.height()));
    data.set("points", points()).set("countries", countries()).set("labels", labels());
    return data.set("label", fill(visit_.language().text("Map: {places}"), "places", named_));
  }

 private:
  std::string called(const StoryPlace& place) {
    auto name = serve::called(place, visit_.language().code(), visit_.formats());
    named_ += (named_.empty() ? "" : ", ") + name;
    return name;
  }

  /// Areas by the number of articles.
  TemplateData::List points() {
    constexpr double kLeastRadius = 6, kMoreRadius = 8;
    std::uint32_t most = 1;
    for (const auto* const city : shown_.cities) most = std::max(most, city->articles);
    TemplateData::List list;
    for (const auto* const city : shown_.cities) {
      const auto spot = projection_.find(*city->at);
      if (!spot) continue;
      const auto radius = kLeastRadius + kMoreRadius * std::sqrt(static_cast<double>(city->articles) / most);
      const auto name = called(*city);
      labels_.add(name, *spot, radius);
      TemplateData item;
      item.set("x", whole(spot->x)).set("y", whole(spot->y)).set("r", whole(radius));
      list.push_back(std::move(item.set("name", fmt::format("{} · {}", name, articles(*city)))));
    }
    return list;
  }

  std::string articles(const StoryPlace& place) const {
    return visit_.language().plural("{n} article", "{n} articles", place.articles);
  }

  TemplateData::List countries() {
    TemplateData::List list;
    for (const auto* const country : shown_.countries) {
      TemplateData item;
      item.set("code", country->country);
      list.push_back(
          std::move(item.set("name", fmt::format("{} · {}", called(*country), articles(*country)))));
    }
    return list;
  }

  TemplateData::List labels() const {
    TemplateData::List list;
    for (const auto& label : labels_.placed(projection_.height())) {
      TemplateData item;
      item.set("x", whole(label.x)).set("y", whole(label.y)).set("anchor", label.anchor);
      list.push_back(std::move(item.set("name", label.text)));
    }
    return list;
  }

  const Visit& visit_;
  const StoryMap& shown_;
  map::Projection projection_;
  MapLabels labels_;
  std::string named_;
};

TemplateData::List list_data(const Visit& visit, const std::vector<StoryPlace>& places) {
  TemplateData::List list;
  for (const auto& place : places) {
    if (list.size() == kMostListed) break;
    const auto name = called(place, visit.language().code(), visit.formats());
    const auto id = parse_entity_name(place.entity);
    TemplateData item;
    item.set("name", name).set("count", visit.formats().number(place.articles));
    item.set("href", visit.link(id ? name_path(*id, name) : "/search",
                                id ? NamedValues{} : NamedValues{{"q", fmt::format("\"{}\"", name)}}));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

std::optional<StoryMap> story_map(const std::vector<StoryPlace>& places, std::uint64_t articles) {
  if (places.empty() || places.front().articles * kShareOfStory < articles) return std::nullopt;
  const auto most = places.front().articles;
  StoryMap out;
  for (const auto& place : places) {
    const bool filled = place.is_country() && !out.cities.empty();
    if (filled && place.articles * kShareOfView < most) continue;
    if (place.articles * kShareOfMap < most || out.cities.size() + out.countries.size() == kMostOnMap) break;
    (place.is_country() ? out.countries : out.cities).push_back(&place);
  }
  leave_out_far_ones(out, most);
  const auto points = points_in_view(out, most);
  if (points.empty()) return std::nullopt;
  out.view = map::view_of(points);
  return out;
}

TemplateData::List places_data(const Visit& visit, const std::vector<StoryPlace>& places,
                               std::uint64_t articles) {
  if (places.empty()) return {};
  TemplateData data;
  data.set("list", list_data(visit, places));
  TemplateData::List drawn;
  if (const auto shown = story_map(places, articles)) drawn.push_back(MapView(visit, *shown).run());
  return {std::move(data.set("map", std::move(drawn)))};
}

bool is_map_path(std::string_view path) noexcept {
  return path.starts_with(kFolder);
}

Response answer_map(std::string_view path) {
  path.remove_prefix(std::min(kFolder.size(), path.size()));
  const bool whole = path.ends_with(kSuffix);
  if (whole) path.remove_suffix(kSuffix.size());
  const auto view = whole ? map::parse_view(path) : std::nullopt;
  if (!view) return text_response(404, "No such map.\n");
  Response response{200, {}, map::draw(*view)};
  return response.with("Content-Type", "image/svg+xml").with("Cache-Control", "public, max-age=86400");
}

}  // namespace kabar::serve
