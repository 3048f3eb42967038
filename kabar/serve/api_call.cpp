#include "kabar/serve/api_call.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "kabar/model/story.h"
#include "kabar/serve/api_cursor.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kDefaultLimit = 20;
constexpr std::size_t kMaxLimit = 100;
constexpr std::uint64_t kEpoch = std::uint64_t{1} << 40U;  // so that times before it are numbers, too

constexpr auto kMostNumber = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

NamedValues params_without(const Request& request, std::initializer_list<std::string_view> names) {
  NamedValues out;
  for (const auto& param : request.params)
    if (std::find(names.begin(), names.end(), param.first) == names.end()) out.push_back(param);
  return out;
}

}  // namespace

std::string ApiCall::list() const {
  return format_target(request.path, params_without(request, {"limit", "cursor"}));
}

Response json_response(std::string body) {
  Response response{200, {}, std::move(body)};
  return response.with("Content-Type", "application/json; charset=utf-8")
      .with("Cache-Control", "no-cache")
      .with("Access-Control-Allow-Origin", "*")
      .with("Access-Control-Expose-Headers", "ETag, Link");
}

Status only_params(const Request& request, std::initializer_list<std::string_view> known,
                   const std::vector<std::string_view>& others) {
  for (const auto& [name, value] : request.params) {
    if (std::find(known.begin(), known.end(), name) == known.end() &&
        std::find(others.begin(), others.end(), name) == others.end())
      return Error{Errc::kInvalidInput, fmt::format("unknown parameter \"{}\"", name)};
  }
  return ok();
}

Result<std::size_t> limit_of(const Request& request) {
  if (!request.has_param("limit")) return kDefaultLimit;
  const auto text = request.param("limit");
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || value < 1 || value > kMaxLimit)
    return Error{Errc::kInvalidInput, fmt::format("limit must be a number from 1 to {}", kMaxLimit)};
  return value;
}

Result<ArticleId> article_id(std::string_view name) {
  const auto id = parse_article_name(name);
  if (!id) return Error{Errc::kNotFound, "no such article"};
  return *id;
}

Error bad_cursor() {
  return {Errc::kInvalidInput,
          "the cursor is not of this list: take it from `next`, with the same parameters"};
}

Result<std::vector<std::uint64_t>> place_of(const ApiCall& call, std::size_t numbers) {
  if (!call.request.has_param("cursor")) return std::vector<std::uint64_t>();
  auto found = cursor_numbers(call.list(), call.request.param("cursor"));
  const bool fits =
      found && (numbers == 0 || found->size() == numbers) &&
      std::all_of(found->begin(), found->end(), [](auto number) { return number <= kMostNumber; });
  if (!fits) return bad_cursor();
  return *std::move(found);
}

Result<Page> page_of(const ApiCall& call) {
  Page page;
  KABAR_TRY(page.limit, limit_of(call.request));
  KABAR_TRY(const auto place, place_of(call, 0));
  if (place.empty()) return page;
  if (place.size() == 3) {
    page.offset = std::min<std::size_t>(place[1], search::kRanked);
    page.last = ArticleId{place[2]};
    return page;
  }
  if (place.size() != 2) return bad_cursor();
  if (place[0] > 2 * kEpoch) return bad_cursor();
  const std::chrono::seconds when(static_cast<std::int64_t>(place[0]) - static_cast<std::int64_t>(kEpoch));
  page.behind = {Timestamp(when), ArticleId{place[1]}};
  return page;
}

std::string cursor_behind(const ApiCall& call, const std::vector<Teaser>& teasers) {
  const auto& last = teasers.back();
  const auto seconds = static_cast<std::uint64_t>(last.when.time_since_epoch().count());
  return make_cursor(call.list(), {kEpoch + seconds, raw(last.id)});
}

std::string cursor_at_rank(const ApiCall& call, std::size_t offset, ArticleId last) {
  return make_cursor(call.list(), {0, std::min(offset, search::kRanked), raw(last)});
}

void write_paging(json::Writer& json, std::size_t limit, const std::string& next) {
  json.key("limit").number(limit).field("next", next);
}

Response with_next(const ApiCall& call, Response response, const std::string& next) {
  if (next.empty()) return response;
  auto params = params_without(call.request, {"cursor"});
  params.emplace_back("cursor", next);
  return response.with(
      "Link", fmt::format("<{}{}>; rel=\"next\"", call.base_url, format_target(call.request.path, params)));
}

}  // namespace kabar::serve
