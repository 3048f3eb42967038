#include "kabar/serve/readership.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/serve/language.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostLanguages = 20;
constexpr std::size_t kShortestCode = 2, kLongestCode = 12;

bool is_code(std::string_view text) {
  return text.size() >= kShortestCode && text.size() <= kLongestCode &&
         std::all_of(text.begin(), text.end(), [](char c) { return ascii::is_alpha(c) || c == '-'; });
}

constexpr std::string_view kInterface = "ui";
constexpr int kYear = 31'536'000;

/// A preference, nothing that tells readers apart.
void set_cookie(Response& response, std::string_view name, std::string_view value) {
  response.with("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; SameSite=Lax; HttpOnly", name, value,
                                          value.empty() ? 0 : kYear));
}

/// The target where it lies on this site, else the front page.
std::string on_this_site(std::string_view target) {
  const auto parsed = parse_target(target);
  if (!parsed || parsed->path.starts_with("//")) return "/";
  return format_target(parsed->path, parsed->params);
}

/// Browsers tell which site a link was on, those of old aside.
bool comes_from_elsewhere(const Request& request) {
  const auto site = request.header("sec-fetch-site");
  return !site.empty() && site != "same-origin";
}

bool holds(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::vector<std::string> Readership::own() const {
  if (!langs.empty() || ui.empty()) return langs;
  return {ui};
}

bool Readership::reads(std::string_view lang) const noexcept {
  return langs.empty() || holds(langs, lang);
}

std::string Readership::choice() const {
  std::string out;
  for (const auto& lang : langs) out += (out.empty() ? "" : ".") + lang;
  return out;
}

std::vector<std::string> content_languages(const Request& request) {
  auto rest = request.has_param("langs") ? request.param("langs") : request.cookie("langs");
  std::vector<std::string> out;
  while (!rest.empty() && out.size() < kMostLanguages) {
    const auto item = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
    if (is_code(item) && !holds(out, item)) out.emplace_back(item);
  }
  return out;
}

Response keep_choice(const Request& request) {
  auto response = see_other(on_this_site(request.param("to")));
  if (comes_from_elsewhere(request)) return response;
  if (request.param("set") == kInterface) {
    if (const auto* chosen = find_language(request.param("ui"))) set_cookie(response, "ui", chosen->code);
    return response;
  }
  std::string chosen;
  for (const auto& [name, value] : request.params)
    if (name == "lang") chosen += (chosen.empty() ? "" : ".") + value;
  Request asked;
  asked.params.emplace_back("langs", std::move(chosen));
  set_cookie(response, "langs", Readership{{}, content_languages(asked)}.choice());
  return response;
}

std::string choose_interface(std::string_view code, const std::string& target) {
  return format_target("/edition",
                       {{"set", std::string(kInterface)}, {"ui", std::string(code)}, {"to", target}});
}

}  // namespace kabar::serve
