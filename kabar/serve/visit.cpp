#include "kabar/serve/visit.h"

#include <fmt/format.h>

#include <array>

#include "kabar/serve/feed_formats.h"
#include "kabar/serve/host_guard.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kDefaultLanguage = "en";

struct Section {
  std::string_view name;
  std::string_view path;
};
constexpr std::array<Section, 4> kSections{
    {{"front", "/"}, {"search", "/search"}, {"sources", "/sources"}, {"about", "/about"}}};

/// Remembers the language that a link asked for; a preference, nothing that tells readers apart.
void remember_language(const Request& request, std::string_view code, Response& response) {
  if (request.param("ui") != code || request.cookie("ui") == code) return;
  response.with("Set-Cookie", fmt::format("ui={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", code));
}

}  // namespace

std::string_view choose_language(const Request& request, std::string_view fallback) {
  if (const auto* asked = find_language(request.param("ui"))) return asked->code;
  if (const auto* kept = find_language(request.cookie("ui"))) return kept->code;
  return negotiate_language(request.header("accept-language"), fallback);
}

Visit::Visit(const Request& request, Language& language, Renderer& renderer, const Assets& assets,
             std::string_view base_url, Timestamp now)
    : request_(request),
      language_(language),
      renderer_(renderer),
      assets_(assets),
      base_url_(base_url),
      now_(now) {}

// English needs no mark, unless the reader's browser would be answered in another language without it.
std::string Visit::link(std::string_view path, NamedValues params) const {
  const bool is_default = language_.code() == kDefaultLanguage;
  const bool asked = request_.param("ui") == language_.code();
  const bool needed = !is_default || (asked && negotiate_language(request_.header("accept-language"),
                                                                  kDefaultLanguage) != kDefaultLanguage);
  if (needed) params.emplace_back("ui", language_.code());
  return format_target(path, params);
}

std::string Visit::absolute(std::string_view path, const NamedValues& params) const {
  return std::string(base_url_) + format_target(path, params);
}

std::string Visit::whole(std::string_view link) const {
  if (!base_url_.empty()) return std::string(base_url_) + std::string(link);
  const auto authority = request_.header("host");
  return fmt::format("http://{}{}", authority.empty() ? "localhost" : authority, link);
}

std::string Visit::host() const {
  const auto url = whole("/");
  const auto rest = std::string_view(url).substr(url.find("://") + 3);
  return host_of(rest.substr(0, rest.find('/')));
}

TemplateData::List Visit::feed_links(const PageInfo& info) const {
  TemplateData::List list;
  if (info.feed.empty()) return list;
  for (const auto& format : feed_formats()) {
    TemplateData item;
    item.set("name", format.name).set("type", format.type);
    item.set("href", link(info.feed + std::string(format.suffix), info.params));
    list.push_back(std::move(item));
  }
  return list;
}

TemplateData::List Visit::language_links(const PageInfo& info) const {
  TemplateData::List list;
  for (const auto& language : interface_languages()) {
    auto params = request_.params;
    std::erase_if(params, [](const auto& param) { return param.first == "ui"; });
    params.emplace_back("ui", language.code);
    auto canonical = info.params;
    if (language.code != kDefaultLanguage) canonical.emplace_back("ui", language.code);
    TemplateData item;
    item.set("code", language.code)
        .set("name", language.name)
        .set("current", language.code == language_.code());
    item.set("href", format_target(info.path, params)).set("alternate", absolute(info.path, canonical));
    list.push_back(std::move(item));
  }
  return list;
}

TemplateData Visit::frame(const PageInfo& info) const {
  const auto site = language_.text("kabar");
  NamedValues canonical = info.params;
  if (language_.code() != kDefaultLanguage) canonical.emplace_back("ui", language_.code());
  TemplateData data;
  data.set("ui", language_.code()).set("dir", language_.direction());
  data.set("ui_param", language_.code() == kDefaultLanguage ? std::string_view() : language_.code());
  data.set("page_title", info.title.empty()
                             ? fmt::format("{} – {}", site, language_.text("the news, side by side"))
                             : fmt::format("{} – {}", info.title, site));
  data.set("description", info.description).set("canonical", absolute(info.path, canonical));
  data.set("noindex", !info.indexed).set("base_known", !base_url_.empty());
  data.set("css", assets_.url("site.css"))
      .set("js", assets_.url("site.js"))
      .set("icon", assets_.url("icon.svg"));
  data.set("languages", language_links(info)).set("ui_name", language_.name());
  data.set("has_feeds", !info.feed.empty()).set("feeds", feed_links(info));
  for (const auto& section : kSections) {
    data.set(fmt::format("href_{}", section.name), link(section.path));
    data.set(fmt::format("in_{}", section.name), info.section == section.name);
  }
  data.set("today", formats().long_day(now_)).set("clock", formats().date_time(now_));
  return data;
}

Response Visit::page(std::string_view name, const PageInfo& info, TemplateData data, int status) const {
  data.merge(frame(info));
  Response response{status, {}, renderer_.render(name, data)};
  response.with("Content-Type", "text/html; charset=utf-8")
      .with("Content-Language", std::string(language_.code()));
  response.with("Cache-Control", "no-cache").with("Vary", "Accept-Language, Cookie");
  remember_language(request_, language_.code(), response);
  return response;
}

}  // namespace kabar::serve
