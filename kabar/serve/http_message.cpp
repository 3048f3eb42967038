#include "kabar/serve/http_message.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/json/writer.h"

namespace kabar::serve {
namespace {

const std::string* find(const NamedValues& values, std::string_view name) noexcept {
  const auto hit =
      std::find_if(values.begin(), values.end(), [&](const auto& item) { return item.first == name; });
  return hit == values.end() ? nullptr : &hit->second;
}

std::string_view value_of(const NamedValues& values, std::string_view name) noexcept {
  const auto* value = find(values, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

std::string_view title_of(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 9> kTitles{{{400, "Bad request"},
                                                                     {401, "Unauthorized"},
                                                                     {404, "Not found"},
                                                                     {405, "Method not allowed"},
                                                                     {413, "Content too large"},
                                                                     {414, "Address too long"},
                                                                     {421, "Misdirected request"},
                                                                     {431, "Headers too large"},
                                                                     {503, "Unavailable"}}};
  const auto* const known =
      std::find_if(kTitles.begin(), kTitles.end(), [&](const auto& title) { return title.first == status; });
  return known == kTitles.end() ? "Internal error" : known->second;
}

}  // namespace

std::string_view Request::param(std::string_view name) const noexcept {
  return value_of(params, name);
}

bool Request::has_param(std::string_view name) const noexcept {
  return find(params, name) != nullptr;
}

std::string_view Request::header(std::string_view name) const noexcept {
  return value_of(headers, name);
}

std::string_view Request::cookie(std::string_view name) const noexcept {
  auto rest = header("cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = ascii::trim(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::string_view Response::header(std::string_view name) const noexcept {
  return value_of(headers, name);
}

Response text_response(int status, std::string body) {
  Response response{status, {}, std::move(body)};
  response.with("Content-Type", "text/plain; charset=utf-8");
  return response;
}

Response problem_response(int status, std::string_view detail) {
  json::Writer json;
  json.begin_object().key("type").string("about:blank").key("title").string(title_of(status));
  json.key("status").number(status).field("detail", detail).end_object();
  Response response{status, {}, json.take()};
  return response.with("Content-Type", "application/problem+json").with("Access-Control-Allow-Origin", "*");
}

Response see_other(std::string location) {
  auto response = redirect(std::move(location));
  response.status = 303;
  response.headers.back().second = "no-store";
  return response;
}

Response redirect(std::string location) {
  auto response = text_response(301, "Moved to " + location + "\n");
  response.with("Location", std::move(location));
  return response.with("Cache-Control", "no-cache");  // headlines come and go: no browser may keep a circle
}

}  // namespace kabar::serve
