#include "kabar/serve/api_json.h"

#include <array>
#include <optional>

#include "kabar/model/story.h"
#include "kabar/serve/coverage_json.h"
#include "kabar/serve/private_feed.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

void write_teaser_members(json::Writer& json, const Teaser& teaser, std::string_view base_url) {
  json.key("id").string(article_name(teaser.id));
  json.field("story", teaser.story == StoryId{} ? std::string() : story_name(teaser.story));
  json.field("title", teaser.headline).field("lang", teaser.lang).field("source", teaser.source);
  json.field("site", teaser.source_name).field("country", teaser.country);
  json.key("time").string(to_iso(teaser.when));
  json.field("topic", topic_name(teaser.topic));
  json.field("excerpt", teaser.excerpt).field("agency", teaser.agency).field("url", teaser.url);
  json.field("copy_of", teaser.copy_of ? article_name(*teaser.copy_of) : std::string());
  json.key("page").string(std::string(base_url) + format_target(article_path(teaser), {}));
}

/// Of a StoryCard or a StoryModel.
template <class Model>
void write_story_members(json::Writer& json, const Model& model, std::string_view base_url) {
  const store::StoryRow& story = model.story;
  const Teaser& lead = model.lead;
  json.key("id").string(story_name(story.id)).field("title", lead.headline);
  json.field("topic", topic_name(model.topic));
  json.key("first_seen").string(to_iso(story.first_seen)).key("last_seen").string(to_iso(story.last_seen));
  json.key("articles").number(story.articles).key("outlets").number(story.outlets);
  json.key("languages").number(story.languages);
  json.key("page").string(std::string(base_url) + format_target(story_path(story.id, model.title), {}));
  json.key("lead");
  write_teaser(json, lead, base_url);
}

void write_standing(json::Writer& json, const Standing& standing) {
  json.key("score").number(standing.score).key("why").begin_object();
  json.key("independent_outlets").number(standing.outlets);
  json.key("outlets").number(standing.carriers);
  json.key("languages").number(standing.languages);
  json.key("countries").number(standing.countries);
  json.key("last_six_hours").number(standing.fresh);
  json.key("hours_since_newest").number(standing.hours).end_object();
}

void write_shared(json::Writer& json, const SharedFacts& shared) {
  json.key("shared").begin_object().list("names", shared.names).list("numbers", shared.numbers);
  json.list("countries", shared.countries).end_object();
}

void write_step(json::Writer& json, const TimelineStep& step) {
  json.begin_object().key("time").string(to_iso(step.article.when));
  json.key("article").string(article_name(step.article.id)).field("source", step.article.source);
  json.field("lang", step.article.lang).field("country", step.article.country);
  json.field("title", step.article.headline).key("first").boolean(step.first);
  json.key("first_in_language").boolean(step.language).key("first_from_country").boolean(step.country);
  json.list("new_figures", step.figures).end_object();
}

void write_versions(json::Writer& json, const std::vector<Version>& versions, std::string_view base_url,
                    bool with_shared) {
  json.begin_array();
  for (const auto& version : versions) {
    json.begin_object();
    write_teaser_members(json, version.article, base_url);
    json.key("copies").begin_array();
    for (const auto& copy : version.copies) write_teaser(json, copy, base_url);
    json.end_array();
    if (with_shared) write_shared(json, version.shared);
    json.end_object();
  }
  json.end_array();
}

void write_languages(json::Writer& json, const std::vector<Count>& languages) {
  json.key("by_language").begin_array();
  for (const auto& count : languages)
    json.begin_object().field("lang", count.key).key("articles").number(count.articles).end_object();
  json.end_array();
}

void write_places(json::Writer& json, const std::vector<StoryPlace>& places) {
  json.key("places").begin_array();
  for (const auto& place : places) {
    json.begin_object().field("id", place.entity).field("ref", place.ref).field("name", place.name);
    json.field("country", place.country);
    if (place.at)
      json.key("lat").number(place.at->lat).key("lon").number(place.at->lon);
    else
      json.key("lat").null().key("lon").null();
    json.key("articles").number(place.articles).key("outlets").number(place.outlets).end_object();
  }
  json.end_array();
}

/// What programs know a note by.
std::string_view name_of(search::Note::Kind kind) {
  using Kind = search::Note::Kind;
  switch (kind) {
    case Kind::kOpenQuote: return "open_quote";
    case Kind::kOpenBracket: return "open_bracket";
    case Kind::kCloseBracket: return "close_bracket";
    case Kind::kNothingThere: return "nothing_there";
    case Kind::kUnknownFilter: return "unknown_filter";
    case Kind::kUnknownValue: return "unknown_value";
    case Kind::kNoDate: return "no_date";
    case Kind::kWholeQuery: return "whole_query";
    case Kind::kTooLong: return "too_long";
    case Kind::kAlsoNames: return "also_names";
    case Kind::kOnlyNewest: return "only_newest";
  }
  return {};
}

void write_counts(json::Writer& json, std::string_view name, const std::vector<search::FacetCount>& counts) {
  json.key(name).begin_array();
  for (const auto& count : counts)
    json.begin_object().key("key").string(count.key).key("articles").number(count.articles).end_object();
  json.end_array();
}

void write_facets(json::Writer& json, const search::Facets& facets) {
  json.key("facets").begin_object();
  json.key("counted").number(facets.counted).key("more").boolean(facets.more);
  write_counts(json, "sources", facets.sources);
  write_counts(json, "languages", facets.languages);
  write_counts(json, "countries", facets.countries);
  write_counts(json, "topics", facets.topics);
  write_counts(json, "days", facets.days);
  json.key("named").number(facets.named).key("names").begin_array();
  for (const auto& [entity, articles] : facets.names) {
    json.begin_object().key("key").string(entity_name(entity.id));
    json.field("name", entity.spellings.front().text).key("kind").string(kabar::name_of(entity.kind));
    json.field("ref", entity.ref).key("articles").number(articles).end_object();
  }
  json.end_array();
  json.end_object();
}

void write_time(json::Writer& json, std::string_view name, const std::optional<Timestamp>& time) {
  json.field(name, time ? to_iso(*time) : std::string());
}

void write_times(json::Writer& json, const Article& article) {
  json.field("published", article.published ? to_string(*article.published) : std::string());
  json.field("modified", article.modified ? to_string(*article.modified) : std::string());
}

/// All of an article but what others report.
void write_whole_members(json::Writer& json, const ArticleModel& model, std::string_view base_url) {
  write_teaser_members(json, model.head, base_url);
  json.list("authors", model.article.authors);
  write_times(json, model.article);
  json.key("revisions").number(model.head.revisions);
  json.field("text", model.full_text ? body_text(model.article) : std::string());
}

}  // namespace

void write_teaser(json::Writer& json, const Teaser& teaser, std::string_view base_url) {
  json.begin_object();
  write_teaser_members(json, teaser, base_url);
  json.end_object();
}

void write_story(json::Writer& json, const StoryCard& card, std::string_view base_url) {
  json.begin_object();
  write_story_members(json, card, base_url);
  write_standing(json, card.standing);
  json.end_object();
}

void write_story(json::Writer& json, const StoryModel& model, std::string_view base_url, StoryId asked) {
  json.begin_object();
  if (asked != model.story.id) json.key("moved_from").string(story_name(asked));
  write_story_members(json, model, base_url);
  write_story_facts(json, model);
  json.key("versions");
  write_versions(json, model.versions, base_url, false);
  json.end_object();
}

void write_story_facts(json::Writer& json, const StoryModel& model) {
  json.key("copies").number(model.copies).key("countries").begin_array();
  for (const auto& country : model.countries) json.string(country.key);
  json.end_array();
  write_languages(json, model.languages);
  write_places(json, model.places);
  write_standing(json, model.standing);
  json.key("digest").begin_array();
  for (const auto& cited : model.digest) {
    json.begin_object().key("sentence").string(cited.sentence).field("source", cited.article.source);
    json.key("article").string(article_name(cited.article.id)).field("lang", cited.article.lang).end_object();
  }
  json.end_array().key("timeline").begin_array();
  for (const auto& step : model.steps) write_step(json, step);
  json.end_array();
  write_coverage(json, model.coverage);
}

void write_article_alone(json::Writer& json, const ArticleModel& model, std::string_view base_url) {
  json.begin_object();
  write_whole_members(json, model, base_url);
  json.end_object();
}

void write_article(json::Writer& json, const ArticleModel& model, std::string_view base_url) {
  json.begin_object();
  write_whole_members(json, model, base_url);
  json.key("page_status");
  model.page_status == 0 ? json.null() : json.number(model.page_status);
  json.key("similar");
  write_similar(json, model, base_url);
  json.end_object();
}

void write_similar(json::Writer& json, const ArticleModel& model, std::string_view base_url) {
  write_versions(json, model.similar, base_url, true);
}

void write_revision(json::Writer& json, const store::RevisionRow& revision, bool full_text) {
  const auto& article = revision.article;
  json.begin_object().key("number").number(revision.number);
  json.field("fetched", revision.fetched ? to_iso(*revision.fetched) : std::string());
  json.field("title", article.title).field("lang", article.lang).list("authors", article.authors);
  write_times(json, article);
  json.field("text", full_text ? body_text(article) : std::string()).end_object();
}

void write_search(json::Writer& json, const SearchModel& model, std::string_view base_url) {
  json.key("articles").begin_array();
  for (const auto& hit : model.hits) write_teaser(json, hit, base_url);
  json.end_array().key("notes").begin_array();
  for (const auto& note : model.notes)
    json.begin_object().key("kind").string(name_of(note.kind)).field("what", note.what).end_object();
  json.end_array().field("suggestion", model.suggestion);
  if (model.facets.counted > 0) write_facets(json, model.facets);
}

void write_source(json::Writer& json, const store::SourceRow& row, std::string_view base_url) {
  const auto& source = row.source;
  json.key("id").string(source.id).field("name", source.name).field("home", source.home);
  json.field("country", source.country).list("languages", source.languages);
  json.field("group", source.group);
  json.key("full_text").boolean(source.full_text).key("articles").number(row.articles);
  write_time(json, "newest", row.newest);
  json.key("page").string(std::string(base_url) + format_target("/source/" + source.id, {}));
}

void write_channel(json::Writer& json, const ChannelModel& model) {
  const auto& channel = model.channel;
  const auto& state = channel.state;
  json.begin_object().key("url").string(public_address(channel.url));
  json.key("kind").string(to_string(channel.kind));
  json.field("title", channel.title).key("paused").boolean(channel.paused).key("gone").boolean(state.gone);
  write_time(json, "last_fetch", state.last_fetch);
  write_time(json, "last_success", state.last_success);
  write_time(json, "last_item", state.last_item);
  write_time(json, "next_fetch", state.next_fetch);
  write_time(json, "failing_since", state.failing_since);
  json.field("trouble", state.trouble).key("failures").number(state.failures);
  json.key("items").number(state.items).key("pages").begin_object();
  json.key("announced").number(model.pages.announced).key("good").number(model.pages.good);
  json.key("trouble").number(model.pages.trouble).field("reason", model.pages.reason);
  json.end_object().end_object();
}

}  // namespace kabar::serve
