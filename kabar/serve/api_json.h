#pragma once

#include <string_view>

#include "kabar/json/writer.h"
#include "kabar/serve/view_models.h"

// The values of the JSON API, as docs/FORMATS.md describes them.
namespace kabar::serve {

void write_teaser(json::Writer& json, const Teaser& teaser, std::string_view base_url);
void write_story(json::Writer& json, const StoryCard& card, std::string_view base_url);
void write_story(json::Writer& json, const StoryModel& model, std::string_view base_url);
void write_article(json::Writer& json, const ArticleModel& model, std::string_view base_url);

}  // namespace kabar::serve
