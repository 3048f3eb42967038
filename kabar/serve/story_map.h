#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/map/view.h"
#include "kabar/serve/http_message.h"
#include "kabar/serve/template_data.h"
#include "kabar/serve/visit.h"

// The map of a story: its page draws the places, and takes the outlines of coasts and borders from an address
// of their own, which stories of one region share and browsers keep. Pure.
namespace kabar::serve {

/// What a story's map shows; points at the places that story_map() was given.
struct StoryMap {
  map::View view;
  std::vector<const StoryPlace*> cities, countries;
};

/// Of the cities and countries that a third as many articles name as the most named one, the first twelve.
/// The view holds the cities, and of countries that half as many articles name and in which none of the
/// cities lies the largest city. Without a city: up to three countries, whole. No map of more countries
/// alone, nor where less than a quarter of a story's `articles` name any place.
std::optional<StoryMap> story_map(const std::vector<StoryPlace>& places, std::uint64_t articles);

/// The data of the partial _places, false where no place is named.
TemplateData::List places_data(const Visit& visit, const std::vector<StoryPlace>& places,
                               std::uint64_t articles);

bool is_map_path(std::string_view path) noexcept;
/// The outlines: "/map/1_445_400.svg"; 404 where the view is none.
Response answer_map(std::string_view path);

}  // namespace kabar::serve
