#include "kabar/serve/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "kabar/base/log.h"
#include "kabar/collect/opml.h"
#include "kabar/model/story.h"
#include "kabar/serve/api_call.h"
#include "kabar/serve/api_cursor.h"
#include "kabar/serve/api_json.h"
#include "kabar/serve/api_names.h"
#include "kabar/serve/embedded.h"
#include "kabar/serve/private_feed.h"
#include "kabar/serve/route.h"
#include "kabar/serve/told_json.h"

namespace kabar::serve {
namespace {

Response problem(const Request& request, const Error& error) {
  if (error.code == Errc::kNotFound) return problem_response(404, error.message);
  if (error.code == Errc::kInvalidInput) return problem_response(400, error.message);
  log(LogLevel::kError, request.path + ": " + error.message);
  return problem_response(500, "the request could not be answered");
}

template <class Items, class Write>
Response list_response(const ApiCall& call, std::string_view name, const Items& items, std::size_t limit,
                       const std::string& next, const Write& write) {
  json::Writer json;
  json.begin_object().key(name).begin_array();
  for (const auto& item : items) write(json, item);
  json.end_array();
  write_paging(json, limit, next);
  return with_next(call, json_response(json.end_object().take()), next);
}

Response stories_response(const ApiCall& call, const std::vector<StoryCard>& cards, std::size_t limit,
                          const std::string& next) {
  return list_response(call, "stories", cards, limit, next,
                       [&](auto& json, const auto& card) { write_story(json, card, call.base_url); });
}

/// By the number of the story, which no later article changes.
Result<Response> newest_stories(const ApiCall& call) {
  KABAR_TRY(const auto limit, limit_of(call.request));
  KABAR_TRY(const auto place, place_of(call, 1));
  constexpr auto kAll = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  KABAR_TRY(auto cards, call.library.cards_before(StoryId{place.empty() ? kAll : place[0]}, limit + 1));
  const bool more = cards.size() > limit;
  cards.resize(std::min(cards.size(), limit));
  const auto next =
      more ? make_cursor(call.list(), std::vector<std::uint64_t>{raw(cards.back().story.id)}) : std::string();
  return stories_response(call, cards, limit, next);
}

/// The front page's order changes with every article, so the cursor carries what is still to come of it.
Result<Response> top_stories(const ApiCall& call) {
  KABAR_TRY(const auto limit, limit_of(call.request));
  KABAR_TRY(const auto place, place_of(call, 0));
  Library::TopList list;
  if (!call.request.has_param("cursor")) {
    KABAR_TRY(list, call.library.top_list(limit));
  } else {
    std::vector<StoryId> ids;
    for (const auto number : place) (ids.size() < limit ? ids : list.rest).push_back(StoryId{number});
    KABAR_TRY(list.cards, call.library.cards(ids));
  }
  std::vector<std::uint64_t> rest;
  for (const auto id : list.rest) rest.push_back(raw(id));
  const auto next = rest.empty() ? std::string() : make_cursor(call.list(), rest);
  return stories_response(call, list.cards, limit, next);
}

Result<Response> list_stories(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"limit", "cursor", "sort"}));
  const auto sort = call.request.param("sort");
  if (sort == "newest") return newest_stories(call);
  if (sort.empty() || sort == "top") return top_stories(call);
  return Error{Errc::kInvalidInput, "sort must be \"top\" or \"newest\""};
}

/// What its articles state, cite or name: "figures", "quotes", "names".
Result<Response> told_of_story(const ApiCall& call, StoryId id, std::string_view part) {
  KABAR_CHECK(only_params(call.request, {}));
  const auto write = part == "/figures"  ? write_figures
                     : part == "/quotes" ? write_quotes
                     : part == "/names"  ? write_names
                                         : nullptr;
  if (write == nullptr) return Error{Errc::kNotFound, "the API has no such path"};
  KABAR_TRY(const auto told, call.library.told(id));
  json::Writer json;
  json.begin_object().key("story").string(story_name(id));
  write(json, told, call.base_url);
  return json_response(json.end_object().take());
}

Result<Response> one_story(const ApiCall& call) {
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const auto id = parse_story_name(call.rest.substr(0, slash));
  if (!id) return Error{Errc::kNotFound, "no such story"};
  KABAR_TRY(const auto current, call.library.current_story(*id));
  if (slash < call.rest.size()) return told_of_story(call, current, call.rest.substr(slash));
  KABAR_CHECK(only_params(call.request, {"lang", "source"}));
  KABAR_TRY(const auto model, call.library.story(current, StoryDepth::kCovered, call.request.param("lang"),
                                                 call.request.param("source")));
  json::Writer json;
  write_story(json, model, call.base_url, *id);
  return json_response(json.take());
}

Result<Response> list_articles(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"limit", "cursor", "source"}));
  KABAR_TRY(const auto page, page_of(call));
  SearchRequest asked;
  asked.source = call.request.param("source");
  KABAR_TRY(const auto found, call.library.find(asked, page));
  const auto teasers = call.library.teasers(found.rows);
  const auto next = found.more ? cursor_behind(call, teasers) : std::string();
  return list_response(call, "articles", teasers, page.limit, next,
                       [&](auto& json, const auto& teaser) { write_teaser(json, teaser, call.base_url); });
}

Result<Response> article_revisions(const ApiCall& call, ArticleId id) {
  KABAR_TRY(const auto model, call.library.article_alone(id));
  KABAR_TRY(const auto revisions, call.library.revisions(model));
  json::Writer json;
  json.begin_object().key("article").string(article_name(id)).key("revisions").begin_array();
  for (const auto& revision : revisions) write_revision(json, revision, model.full_text);
  return json_response(json.end_array().end_object().take());
}

Result<Response> similar_articles(const ApiCall& call, ArticleId id) {
  KABAR_TRY(const auto model, call.library.article(id));
  json::Writer json;
  json.begin_object().key("article").string(article_name(id)).key("similar");
  write_similar(json, model, call.base_url);
  return json_response(json.end_object().take());
}

Result<Response> one_article(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {}));
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const auto part = call.rest.substr(slash);
  KABAR_TRY(const auto id, article_id(call.rest.substr(0, slash)));
  if (part == "/revisions") return article_revisions(call, id);
  if (part == "/similar") return similar_articles(call, id);
  if (!part.empty()) return Error{Errc::kNotFound, "the API has no such path"};
  KABAR_TRY(const auto model, call.library.article(id));
  json::Writer json;
  write_article(json, model, call.base_url);
  return json_response(json.take());
}

/// In the order of their ids, which is also the cursor.
Result<Response> list_sources(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"limit", "cursor"}));
  KABAR_TRY(const auto limit, limit_of(call.request));
  const auto& all = call.library.sources();
  auto from = all.begin();
  if (call.request.has_param("cursor")) {
    const auto last = cursor_text(call.list(), call.request.param("cursor"));
    if (!last) return bad_cursor();
    from = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.source.id > *last; });
  }
  const auto left = static_cast<std::size_t>(all.end() - from);
  const std::vector<store::SourceRow> page(from, from + static_cast<std::ptrdiff_t>(std::min(limit, left)));
  const auto next = left > limit ? make_cursor(call.list(), page.back().source.id) : std::string();
  return list_response(call, "sources", page, limit, next, [&](auto& json, const auto& row) {
    json.begin_object();
    write_source(json, row, call.base_url);
    json.end_object();
  });
}

/// The feeds of all outlets, for other readers.
Result<Response> sources_opml(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {}));
  KABAR_TRY(const auto channels, call.library.channels());
  collect::Opml opml;
  opml.title = "Sources of kabar";
  for (const auto& channel : channels) {
    if (channel.kind != ChannelKind::kFeed || channel.state.gone || is_private_feed(channel.url)) continue;
    const auto* const source = call.library.find_source(channel.source);
    if (source == nullptr) continue;
    opml.feeds.push_back({source->name.empty() ? channel.title : source->name,
                          channel.url,
                          source->home,
                          source->languages.empty() ? std::string() : source->languages.front(),
                          {},
                          {}});
  }
  Response response{200, {}, collect::write_opml(opml)};
  return std::move(response.with("Content-Type", "text/x-opml; charset=utf-8")
                       .with("Cache-Control", "no-cache")
                       .with("Access-Control-Allow-Origin", "*"));
}

Result<Response> one_source(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {}));
  KABAR_TRY(const auto model, call.library.source_alone(call.rest));
  json::Writer json;
  json.begin_object();
  write_source(json, model.row, call.base_url);
  json.key("channels").begin_array();
  for (const auto& channel : model.channels) write_channel(json, channel);
  return json_response(json.end_array().end_object().take());
}

std::string search_cursor(const ApiCall& call, const SearchModel& model, const Page& page) {
  if (!model.more) return {};
  // Without words there is nothing to rank by, and best first is newest first.
  if (model.last == ArticleId{}) return cursor_behind(call, model.hits);
  return cursor_at_rank(call, page.offset + page.limit, model.last);
}

Result<Response> search(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"q", "sort", "limit", "cursor"}, filter_names()));
  KABAR_TRY(const auto asked, search_request(call.request));
  KABAR_TRY(auto page, page_of(call));
  page.facets = true;
  if (asked.query.empty() && !asked.is_filtered())
    return Error{Errc::kInvalidInput, "q, the words to look for, is missing"};
  KABAR_TRY(const auto model, call.library.search(asked, page));
  const auto next = search_cursor(call, model, page);
  json::Writer json;
  json.begin_object();
  write_search(json, model, call.base_url);
  write_paging(json, page.limit, next);
  return with_next(call, json_response(json.end_object().take()), next);
}

Result<Response> health(const ApiCall& call) {
  json::Writer json;
  json.begin_object().key("status").string("ok");
  json.key("articles").number(call.library.totals().articles).end_object();
  return json_response(json.take());
}

Result<Response> description(const ApiCall& /*call*/) {
  return json_response(std::string(embedded_file("openapi.json")));
}

constexpr std::array<Route<Result<Response>(const ApiCall&)>, 13> kRoutes{
    {{"/api/v1/stories", true, list_stories},
     {"/api/v1/stories/", false, one_story},
     {"/api/v1/articles", true, list_articles},
     {"/api/v1/articles/", false, one_article},
     {"/api/v1/names", true, list_names},
     {"/api/v1/names/", false, one_name},
     {"/api/v1/sources", true, list_sources},
     {"/api/v1/sources.opml", true, sources_opml},
     {"/api/v1/sources/", false, one_source},
     {"/api/v1/search", true, search},
     {"/api/v1/export", true, answer_export},
     {"/api/v1/openapi.json", true, description},
     {"/healthz", true, health}}};

}  // namespace

bool is_api_path(std::string_view path) noexcept {
  return path.starts_with("/api/") || path == "/healthz";
}

Response answer_api(const Request& request, const Library& library, const LibraryLoan& loan,
                    std::string_view base_url) {
  const std::string_view path = request.path;
  const auto* const route = find_route(kRoutes, path);
  if (route == nullptr) return problem_response(404, "the API has no such path");
  auto answered = route->answer({request, library, loan, base_url, path.substr(route->path.size())});
  return answered ? *std::move(answered) : problem(request, answered.error());
}

Response allow_all_pages() {
  Response response{204, {}, {}};
  return response.with("Allow", "GET, HEAD, OPTIONS")
      .with("Access-Control-Allow-Origin", "*")
      .with("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
      .with("Access-Control-Allow-Headers", "If-None-Match")
      .with("Access-Control-Max-Age", "86400");
}

}  // namespace kabar::serve
