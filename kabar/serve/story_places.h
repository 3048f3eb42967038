#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/name.h"
#include "kabar/serve/formats.h"
#include "kabar/serve/view_models.h"

namespace kabar::serve {

/// A place with an id that an article of a story names.
struct ToldPlace {
  Name name;
  std::string lang;         ///< of the article
  std::size_t article = 0;  ///< its number
};

/// The cities and countries that a story's articles name, those that most articles name first; at most a
/// hundred. Pure.
std::vector<StoryPlace> story_places(const std::vector<ToldPlace>& told, const std::vector<Teaser>& articles);

/// What readers of `lang` call it: a country as `formats` does; a city as the story's articles in that
/// language do, but not in capitals alone; where there are none and the language is written in Latin letters
/// as GeoNames has it, else as most articles do.
std::string called(const StoryPlace& place, std::string_view lang, const Formats& formats);

}  // namespace kabar::serve
