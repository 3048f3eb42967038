#include "kabar/serve/visit.h"

#include <fmt/format.h>

#include <array>

#include "kabar/serve/feed_formats.h"
#include "kabar/serve/host_guard.h"
#include "kabar/serve/readership.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

struct Section {
  std::string_view name, path;
  FieldName link, chosen;
};
constexpr std::array<Section, 6> kSections{{{"front", "/", "href_front", "in_front"},
                                            {"latest", "/latest", "href_latest", "in_latest"},
                                            {"search", "/search", "href_search", "in_search"},
                                            {"sources", "/sources", "href_sources", "in_sources"},
                                            {"edition", "/edition", "href_edition", "in_edition"},
                                            {"about", "/about", "href_about", "in_about"}}};

// What the row of topics shows; the others have their pages all the same.
constexpr std::array<Topic, 9> kTopics{Topic::kPolitics, Topic::kConflict, Topic::kEconomy,
                                       Topic::kCrime,    Topic::kDisaster, Topic::kScience,
                                       Topic::kHealth,   Topic::kCulture,  Topic::kSport};

}  // namespace

std::string_view choose_language(const Request& request, std::string_view fallback) {
  if (const auto* asked = find_language(request.param("ui"))) return asked->code;
  if (const auto* kept = find_language(request.cookie("ui"))) return kept->code;
  return negotiate_language(request.header("accept-language"), fallback);
}

Visit::Visit(const Request& request, const Language& language, const Renderer& renderer, const Assets& assets,
             const SiteFace& site, Timestamp now)
    : request_(request), language_(language), renderer_(renderer), assets_(assets), site_(site), now_(now) {}

std::string Visit::link(std::string_view path, const NamedValues& params) const {
  return format_target(path, params);
}

std::string Visit::link_in_language(std::string_view path, NamedValues params) const {
  return format_target(path, spoken(std::move(params), language_.code()));
}

std::string Visit::whole(std::string_view link) const {
  if (!site_.base_url.empty()) return std::string(site_.base_url) + std::string(link);
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
    item.set("href", link_in_language(info.feed + std::string(format.suffix), info.params));
    list.push_back(std::move(item));
  }
  return list;
}

TemplateData::List Visit::topic_links(const PageInfo& info) const {
  TemplateData::List list;
  for (const auto topic : kTopics) {
    TemplateData item;
    item.set("name", topic_label(topic, language_.code())).set("current", info.path == topic_path(topic));
    list.push_back(std::move(item.set("href", link(topic_path(topic)))));
  }
  return list;
}

/// Parameters of an address with the language of the interface where it is not the site's.
NamedValues Visit::spoken(NamedValues params, std::string_view language) const {
  if (language != site_.ui) params.emplace_back("ui", language);
  return params;
}

/// The page's canonical address in one language of the interface.
std::string Visit::address(const PageInfo& info, std::string_view language) const {
  return whole(format_target(info.path, spoken(info.params, language)));
}

TemplateData::List Visit::language_links(const PageInfo& info) const {
  auto params = request_.params;
  std::erase_if(params, [](const auto& param) { return param.first == "ui"; });
  const auto here = format_target(info.path, params);
  TemplateData::List list;
  for (const auto& language : interface_languages()) {
    TemplateData item;
    item.set("code", language.code)
        .set("name", language.name)
        .set("current", language.code == language_.code());
    item.set("href", choose_interface(language.code, here)).set("alternate", address(info, language.code));
    list.push_back(std::move(item));
  }
  return list;
}

TemplateData Visit::frame(const PageInfo& info) const {
  const auto site = language_.text("kabar");
  const auto canonical = address(info, language_.code());
  TemplateData data;
  data.set("ui", language_.code()).set("dir", language_.direction());
  data.set("page_title", info.title.empty()
                             ? fmt::format("{} – {}", site, language_.text("the news, side by side"))
                             : fmt::format("{} – {}", info.title, site));
  data.set("description", info.description).set("canonical", canonical).set("noindex", !info.indexed);
  data.set("canonical_default", address(info, site_.ui));
  data.set("og_picture", info.picture.empty() ? std::string() : whole(info.picture));
  data.set("json_ld", info.items.empty()
                          ? std::string()
                          : collection_json(info.title.empty() ? site : info.title, info.description,
                                            canonical, language_.code(), info.items));
  data.set("topics", topic_links(info));
  data.set("css", assets_.url("site.css"))
      .set("js", assets_.url("site.js"))
      .set("icon", assets_.url("icon.svg"));
  data.set("languages", language_links(info)).set("ui_name", language_.name());
  data.set("has_feeds", !info.feed.empty()).set("feeds", feed_links(info));
  for (const auto& section : kSections) {
    data.set(section.link, link(section.path));
    data.set(section.chosen, info.section == section.name);
  }
  data.set("today", formats().long_day(now_)).set("clock", formats().date_time(now_));
  return data;
}

Response Visit::page(std::string_view name, const PageInfo& info, TemplateData data, int status) const {
  data.merge(frame(info));
  Response response{status, {}, renderer_.render(name, data)};
  response.with("Content-Type", "text/html; charset=utf-8")
      .with("Content-Language", std::string(language_.code()));
  return response.with("Cache-Control", "no-cache").with("Vary", "Accept-Language, Cookie");
}

}  // namespace kabar::serve
