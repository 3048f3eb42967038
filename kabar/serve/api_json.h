#pragma once

#include <string_view>

#include "kabar/json/writer.h"
#include "kabar/serve/view_models.h"

// The values of the JSON API, as docs/FORMATS.md describes them. Pure; cannot fail.
namespace kabar::serve {

void write_teaser(json::Writer& json, const Teaser& teaser, std::string_view base_url);
void write_story(json::Writer& json, const StoryCard& card, std::string_view base_url);
/// `asked`: the id that the story was asked for by; "moved_from" where it is another one now.
void write_story(json::Writer& json, const StoryModel& model, std::string_view base_url, StoryId asked);
/// "digest", "timeline", "score", "why", "copies", "countries", "by_language", "places", "coverage": what a
/// story has besides its articles, as members of the object at hand.
void write_story_facts(json::Writer& json, const StoryModel& model);
void write_article(json::Writer& json, const ArticleModel& model, std::string_view base_url);

/// The same without what others report.
void write_article_alone(json::Writer& json, const ArticleModel& model, std::string_view base_url);
/// An array of versions with what they share.
void write_similar(json::Writer& json, const ArticleModel& model, std::string_view base_url);
/// `full_text`: whether the public may read the body, for which blocks must be there.
void write_revision(json::Writer& json, const store::RevisionRow& revision, bool full_text);

/// "articles", "notes", "suggestion", "facets", as members of the object at hand.
void write_search(json::Writer& json, const SearchModel& model, std::string_view base_url);

void write_source(json::Writer& json, const store::SourceRow& row, std::string_view base_url);
/// How a source is collected: all that its page tells everybody.
void write_channel(json::Writer& json, const ChannelModel& model);

}  // namespace kabar::serve
