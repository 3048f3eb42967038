#include "kabar/serve/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "kabar/base/log.h"
#include "kabar/json/writer.h"
#include "kabar/model/story.h"
#include "kabar/serve/api_json.h"
#include "kabar/serve/embedded.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kDefaultLimit = 20;
constexpr std::size_t kMaxLimit = 100;
constexpr std::size_t kMaxOffset = 100'000;

Response json_response(std::string body) {
  Response response{200, {}, std::move(body)};
  return response.with("Content-Type", "application/json; charset=utf-8")
      .with("Cache-Control", "no-cache")
      .with("Access-Control-Allow-Origin", "*");
}

std::string_view title_of(int status) {
  return status == 404 ? "Not found" : status == 400 ? "Bad request" : "Internal error";
}

Response problem(int status, std::string_view detail) {
  json::Writer json;
  json.begin_object().key("type").string("about:blank").key("title").string(title_of(status));
  json.key("status").number(status).field("detail", detail).end_object();
  Response response{status, {}, json.take()};
  return response.with("Content-Type", "application/problem+json").with("Access-Control-Allow-Origin", "*");
}

Response problem(const Request& request, const Error& error) {
  if (error.code == Errc::kNotFound) return problem(404, error.message);
  if (error.code == Errc::kInvalidInput) return problem(400, error.message);
  log(LogLevel::kError, request.path + ": " + error.message);
  return problem(500, "the request could not be answered");
}

Result<std::size_t> number_param(const Request& request, std::string_view name, std::size_t fallback,
                                 std::size_t most) {
  if (!request.has_param(name)) return fallback;
  const auto text = request.param(name);
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || value > most) {
    return Error{Errc::kInvalidInput, fmt::format("{} must be a number from 0 to {}", name, most)};
  }
  return value;
}

Result<Page> page_of(const Request& request) {
  Page page;
  KABAR_TRY(page.limit, number_param(request, "limit", kDefaultLimit, kMaxLimit));
  KABAR_TRY(page.offset, number_param(request, "offset", 0, kMaxOffset));
  if (page.limit == 0) return Error{Errc::kInvalidInput, "limit must be at least 1"};
  return page;
}

Status only_params(const Request& request, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : request.params) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Error{Errc::kInvalidInput, fmt::format("unknown parameter \"{}\"", name)};
    }
  }
  return ok();
}

/// What a handler works with.
struct Call {
  const Request& request;
  const Library& library;
  std::string_view base_url;
  std::string_view rest;  ///< of the path, behind the route
};

template <class Items, class Write>
std::string list_json(std::string_view name, const Items& items, const Page& page, bool more,
                      const Write& write) {
  json::Writer json;
  json.begin_object().key(name).begin_array();
  for (const auto& item : items) write(json, item);
  json.end_array().key("limit").number(page.limit);
  json.key("offset").number(page.offset).key("more").boolean(more).end_object();
  return json.take();
}

/// Takes the page out of a list that was read from the start.
template <class Items>
bool cut_to_page(Items& items, const Page& page) {
  const bool more = items.size() > page.offset + page.limit;
  items.resize(std::min(items.size(), page.offset + page.limit));
  items.erase(items.begin(),
              items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), page.offset)));
  return more;
}

Result<std::string> list_stories(const Call& call) {
  KABAR_CHECK(only_params(call.request, {"limit", "offset"}));
  KABAR_TRY(const auto page, page_of(call.request));
  KABAR_TRY(auto cards, call.library.top_stories(page.offset + page.limit + 1));
  const bool more = cut_to_page(cards, page);
  return list_json("stories", cards, page, more,
                   [&](auto& json, const auto& card) { write_story(json, card, call.base_url); });
}

Result<std::string> one_story(const Call& call) {
  KABAR_CHECK(only_params(call.request, {"lang", "source"}));
  const auto id = parse_story_name(call.rest);
  if (!id) return Error{Errc::kNotFound, "no such story"};
  KABAR_TRY(const auto current, call.library.current_story(*id));
  KABAR_TRY(const auto model,
            call.library.story(current, call.request.param("lang"), call.request.param("source")));
  json::Writer json;
  write_story(json, model, call.base_url, *id);
  return json.take();
}

std::string teasers_json(const Call& call, const std::vector<Teaser>& teasers, const Page& page, bool more) {
  return list_json("articles", teasers, page, more,
                   [&](auto& json, const auto& teaser) { write_teaser(json, teaser, call.base_url); });
}

Result<std::string> list_articles(const Call& call) {
  KABAR_CHECK(only_params(call.request, {"limit", "offset", "source"}));
  KABAR_TRY(const auto page, page_of(call.request));
  KABAR_TRY(auto teasers, call.library.latest(call.request.param("source"), {page.offset, page.limit + 1}));
  const bool more = teasers.size() > page.limit;
  teasers.resize(std::min(teasers.size(), page.limit));
  return teasers_json(call, teasers, page, more);
}

Result<std::string> one_article(const Call& call) {
  KABAR_CHECK(only_params(call.request, {}));
  const auto id = parse_article_name(call.rest);
  if (!id) return Error{Errc::kNotFound, "no such article"};
  KABAR_TRY(const auto model, call.library.article(*id));
  json::Writer json;
  write_article(json, model, call.base_url);
  return json.take();
}

Result<std::string> search(const Call& call) {
  KABAR_CHECK(only_params(call.request,
                          {"q", "source", "lang", "country", "topic", "day", "sort", "limit", "offset"}));
  KABAR_TRY(const auto page, page_of(call.request));
  KABAR_TRY(const auto asked, search_request(call.request));
  if (asked.query.empty() && !asked.is_filtered())
    return Error{Errc::kInvalidInput, "q, the words to look for, is missing"};
  KABAR_TRY(const auto model, call.library.search(asked, page));
  json::Writer json;
  json.begin_object();
  write_search(json, model, page.limit, call.base_url);
  json.end_object();
  return json.take();
}

Result<std::string> health(const Call& call) {
  json::Writer json;
  json.begin_object().key("status").string("ok");
  json.key("articles").number(call.library.totals().articles).end_object();
  return json.take();
}

Result<std::string> description(const Call& /*call*/) {
  return std::string(embedded_file("openapi.json"));
}

struct Route {
  std::string_view path;
  bool whole;
  Result<std::string> (*answer)(const Call&);
};
constexpr std::array<Route, 7> kRoutes{{{"/api/v1/stories", true, list_stories},
                                        {"/api/v1/stories/", false, one_story},
                                        {"/api/v1/articles", true, list_articles},
                                        {"/api/v1/articles/", false, one_article},
                                        {"/api/v1/search", true, search},
                                        {"/api/v1/openapi.json", true, description},
                                        {"/healthz", true, health}}};

}  // namespace

bool is_api_path(std::string_view path) noexcept {
  return path.starts_with("/api/") || path == "/healthz";
}

Response answer_api(const Request& request, const Library& library, std::string_view base_url) {
  const std::string_view path = request.path;
  const auto* const route = std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& candidate) {
    return candidate.whole ? path == candidate.path
                           : path.starts_with(candidate.path) && path != candidate.path;
  });
  if (route == kRoutes.end()) return problem(404, "the API has no such path");
  auto answered = route->answer({request, library, base_url, path.substr(route->path.size())});
  return answered ? json_response(*std::move(answered)) : problem(request, answered.error());
}

}  // namespace kabar::serve
