#pragma once

#include <string_view>

#include "kabar/json/writer.h"
#include "kabar/serve/view_models.h"

// What a story's articles state, cite and name, as members of the object at hand. Pure.
namespace kabar::serve {

void write_figures(json::Writer& json, const ToldStory& told, std::string_view base_url);
void write_quotes(json::Writer& json, const ToldStory& told, std::string_view base_url);
void write_names(json::Writer& json, const ToldStory& told, std::string_view base_url);

}  // namespace kabar::serve
