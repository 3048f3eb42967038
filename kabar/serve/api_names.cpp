#include "kabar/serve/api_names.h"

#include <algorithm>
#include <limits>

#include "kabar/model/name.h"
#include "kabar/serve/api_cursor.h"
#include "kabar/serve/api_json.h"
#include "kabar/serve/slug.h"
#include "kabar/serve/told_json.h"

namespace kabar::serve {
namespace {

/// "id", "kind", "ref", "page", "spellings", as members of the object at hand.
void write_name_members(json::Writer& json, const store::EntityRow& entity, std::string_view base_url) {
  const auto id = entity_name(entity.id);
  json.key("id").string(id).key("kind").string(name_of(entity.kind)).field("ref", entity.ref);
  json.key("page").string(std::string(base_url) + "/name/" + id + slug(entity.spellings.front().text));
  json.key("spellings").begin_array();
  for (const auto& spelling : entity.spellings) {
    json.begin_object().key("text").string(spelling.text).field("lang", spelling.lang);
    json.key("articles").number(spelling.articles).end_object();
  }
  json.end_array();
}

Result<Response> names_response(const ApiCall& call, const std::vector<store::EntityRow>& names,
                                std::size_t limit, const std::string& next) {
  json::Writer json;
  json.begin_object().key("names").begin_array();
  for (const auto& entity : names) {
    write_name_members(json.begin_object(), entity, call.base_url);
    json.end_object();
  }
  json.end_array();
  write_paging(json, limit, next);
  return with_next(call, json_response(json.end_object().take()), next);
}

Result<Response> quotes_of(const ApiCall& call, const store::EntityRow& entity) {
  KABAR_CHECK(only_params(call.request, {}));
  KABAR_TRY(const auto said, call.library.said_by(entity));
  json::Writer json;
  json.begin_object().key("name").string(entity_name(entity.id));
  write_quotes(json, said, call.base_url);
  return json_response(json.end_object().take());
}

}  // namespace

/// The newest first, by their numbers, which do not change; with "q" those that are spelt so.
Result<Response> list_names(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"q", "limit", "cursor"}));
  KABAR_TRY(const auto limit, limit_of(call.request));
  if (call.request.has_param("q")) {
    if (call.request.has_param("cursor")) return bad_cursor();
    KABAR_TRY(const auto found, call.library.names_spelt(call.request.param("q"), limit));
    return names_response(call, found, limit, {});
  }
  KABAR_TRY(const auto place, place_of(call, 1));
  constexpr auto kAll = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  KABAR_TRY(auto names, call.library.names_before(EntityId{place.empty() ? kAll : place[0]}, limit + 1));
  const bool more = names.size() > limit;
  names.resize(std::min(names.size(), limit));
  const auto next =
      more ? make_cursor(call.list(), std::vector<std::uint64_t>{raw(names.back().id)}) : std::string();
  return names_response(call, names, limit, next);
}

Result<Response> one_name(const ApiCall& call) {
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const auto part = call.rest.substr(slash);
  const auto id = parse_entity_name(call.rest.substr(0, slash));
  if (!id || (!part.empty() && part != "/quotes")) return Error{Errc::kNotFound, "no such name"};
  KABAR_TRY(const auto current, call.library.current_entity(*id));
  if (!part.empty()) {
    KABAR_TRY(const auto entity, call.library.entity(current));
    return quotes_of(call, entity);
  }
  KABAR_CHECK(only_params(call.request, {"limit", "cursor"}));
  KABAR_TRY(const auto limit, limit_of(call.request));
  KABAR_TRY(const auto place, place_of(call, 0));
  if (!place.empty() && place.size() != 2) return bad_cursor();
  Page page{0, limit};
  if (!place.empty()) {
    page.offset = place[0];
    page.last = ArticleId{place[1]};
  }
  KABAR_TRY(const auto model, call.library.name(current, page));
  json::Writer json;
  json.begin_object();
  if (current != *id) json.key("moved_from").string(entity_name(*id));
  write_name_members(json, model.entity, call.base_url);
  json.key("stories").begin_array();
  for (const auto& card : model.stories) write_story(json, card, call.base_url);
  json.end_array();
  const auto next =
      model.more ? make_cursor(call.list(), std::vector<std::uint64_t>{page.offset + limit, raw(model.last)})
                 : std::string();
  write_paging(json, limit, next);
  return with_next(call, json_response(json.end_object().take()), next);
}

}  // namespace kabar::serve
