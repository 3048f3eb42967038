#include "kabar/serve/feeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kabar/model/story.h"
#include "kabar/serve/feed_formats.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/router.h"
#include "kabar/serve/section_finder.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kItems = 30;

/// Makes the feeds of one visit: items with whole addresses and permanent ids.
class FeedMaker {
 public:
  FeedMaker(const Visit& visit, const Library& library) : visit_(visit), library_(library) {}

  /// Where the page lies that shows the same, and what both are called.
  Feed frame(std::string_view path, const NamedValues& params, std::string title,
             std::string description) const {
    Feed feed;
    feed.title = std::move(title);
    feed.description = std::move(description);
    feed.page = visit_.whole(visit_.link(path, params));
    feed.self = visit_.whole(format_target(visit_.request().path, visit_.request().params));
    feed.id = id_of(visit_.link_in_language(path, params));
    feed.lang = visit_.language().code();
    feed.updated = visit_.now();
    return feed;
  }

  FeedItem item(const Teaser& teaser) const {
    FeedItem out;
    out.id = id_of("/article/" + article_name(teaser.id));
    out.title = teaser.headline.empty() ? visit_.language().text("Untitled") : teaser.headline;
    out.page = visit_.whole(visit_.link(article_path(teaser)));
    out.original = outlet_link(teaser);
    out.publisher = teaser.source_name;
    out.summary = teaser.excerpt;
    out.lang = teaser.lang;
    if (const auto picture = picture_link(teaser); !picture.empty()) out.image = visit_.whole(picture);
    out.topic = topic_label(teaser.topic, visit_.language().code());
    out.published = out.updated = teaser.when;
    return out;
  }

  FeedItem item(const StoryCard& card) const {
    auto out = item(card.lead);
    out.id = id_of("/story/" + story_name(card.story.id));
    out.page = visit_.whole(visit_.link(story_path(card.story.id, card.title)));
    out.published = card.story.first_seen;
    out.updated = card.story.last_seen;
    out.summary = fmt::format("{}{}{}", card.lead.excerpt, card.lead.excerpt.empty() ? "" : " – ",
                              breadth(visit_, card.story));
    return out;
  }

  template <class Entries>
  Feed with(Feed feed, const Entries& entries) const {
    for (const auto& entry : entries) feed.items.push_back(item(entry));
    return feed;
  }

  Result<Feed> front(std::string_view) const {
    KABAR_TRY(const auto cards, library_.top_stories(kItems));
    const auto& language = visit_.language();
    return with(frame("/", {}, language.text("kabar") + " – " + language.text("Top stories"),
                      language.text("Each story once, with every outlet that reports it one click away.")),
                cards);
  }

  Result<Feed> latest(std::string_view) const {
    KABAR_TRY(const auto articles, library_.latest("", {0, kItems}));
    const auto title = visit_.language().text("kabar") + " – " + visit_.language().text("Latest");
    return with(frame("/latest", {}, title, title), articles);
  }

  Result<Feed> search(std::string_view) const {
    const auto asked = lenient_search_request(visit_.request());
    KABAR_TRY(const auto model, library_.search(asked, {0, kItems}));
    const auto title = fill(visit_.language().text("Search: {query}"), "query", asked.in_words());
    return with(frame("/search", asked.params(), title, title), model.hits);
  }

  Result<Feed> topic(std::string_view name) const { return section(topic_section(visit_, library_, name)); }
  Result<Feed> country(std::string_view code) const {
    return section(country_section(visit_, library_, code));
  }
  Result<Feed> language(std::string_view code) const {
    return section(language_section(visit_, library_, code));
  }

  Result<Feed> source(std::string_view id) const {
    KABAR_TRY(const auto model, library_.source(id, {0, kItems}));
    const auto description = fill(visit_.language().text("What {source} publishes, newest first."), "source",
                                  model.row.source.name);
    return with(frame("/source/" + model.row.source.id, {}, model.row.source.name, description),
                model.articles);
  }

  Result<Feed> story(std::string_view name) const {
    const auto id = parse_story_name(name);
    if (!id) return Error{Errc::kNotFound, "there is no such story"};
    KABAR_TRY(const auto current, library_.current_story(*id));
    KABAR_TRY(const auto model, library_.story(current, StoryDepth::kVersions));
    std::vector<Teaser> articles;
    for (const auto& version : model.versions) articles.push_back(version.article);
    articles.resize(std::min(articles.size(), kItems));
    const auto description = fill(visit_.language().text("{breadth} on this story, side by side."), "breadth",
                                  breadth(visit_, model.story));
    auto feed = frame("/story/" + story_name(current), {}, model.lead.headline, description);
    feed.page = visit_.whole(visit_.link(story_path(current, model.title)));
    return with(std::move(feed), articles);
  }

 private:
  Result<Feed> section(const Result<Section>& found) const {
    if (!found) return found.error();
    KABAR_TRY(const auto model, found->read(library_, {0, kItems}));
    return with(frame(found->head.path, {}, found->head.title, found->head.title), model.articles);
  }

  /// The same wherever the page is moved on this site.
  std::string id_of(std::string_view path) const {
    return fmt::format("tag:{},2026:{}", visit_.host(), path);
  }

  const Visit& visit_;
  const Library& library_;
};

struct Kind {
  std::string_view prefix;
  bool whole;
  Result<Feed> (FeedMaker::*make)(std::string_view rest) const;
};
constexpr std::array<Kind, 8> kKinds{{{"front", true, &FeedMaker::front},
                                      {"latest", true, &FeedMaker::latest},
                                      {"search", true, &FeedMaker::search},
                                      {"topic/", false, &FeedMaker::topic},
                                      {"country/", false, &FeedMaker::country},
                                      {"language/", false, &FeedMaker::language},
                                      {"source/", false, &FeedMaker::source},
                                      {"story/", false, &FeedMaker::story}}};

}  // namespace

Response answer_feed(const Visit& visit, const Library& library, std::string_view rest) {
  const auto& formats = feed_formats();
  const auto format = std::find_if(formats.begin(), formats.end(),
                                   [&](const auto& known) { return rest.ends_with(known.suffix); });
  if (format == formats.end()) return error_page(visit, 404);
  rest.remove_suffix(format->suffix.size());
  const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& known) {
    return known.whole ? rest == known.prefix : rest.starts_with(known.prefix);
  });
  if (kind == kKinds.end()) return error_page(visit, 404);
  const FeedMaker maker(visit, library);
  const auto feed = (maker.*kind->make)(rest.substr(kind->prefix.size()));
  if (!feed) return failure_page(visit, feed.error());
  Response response{200, {}, format->write(*feed)};
  return response.with("Content-Type", fmt::format("{}; charset=utf-8", format->type))
      .with("Cache-Control", "no-cache")
      .with("Access-Control-Allow-Origin", "*")
      .with("Vary", "Accept-Language, Cookie");
}

}  // namespace kabar::serve
