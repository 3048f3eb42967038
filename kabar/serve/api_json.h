#pragma once

#include <string_view>

#include "kabar/json/writer.h"
#include "kabar/serve/view_models.h"

// The values of the JSON API, as docs/FORMATS.md describes them.
namespace kabar::serve {

void write_teaser(json::Writer& json, const Teaser& teaser, std::string_view base_url);
void write_story(json::Writer& json, const StoryCard& card, std::string_view base_url);
/// `asked`: the id that the story was asked for by; "moved_from" where it is another one now.
void write_story(json::Writer& json, const StoryModel& model, std::string_view base_url, StoryId asked);
/// "digest", "timeline", "score", "why", "copies", "countries": what a story has besides its articles, as
/// members of the object at hand.
void write_story_facts(json::Writer& json, const StoryModel& model);
void write_article(json::Writer& json, const ArticleModel& model, std::string_view base_url);

/// "articles", "limit", "offset", "more", "notes", "suggestion", "facets", as members of the object at hand.
void write_search(json::Writer& json, const SearchModel& model, std::size_t limit, std::string_view base_url);

}  // namespace kabar::serve
