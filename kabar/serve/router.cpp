#include "kabar/serve/router.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include "kabar/base/ascii.h"
#include "kabar/base/log.h"
#include "kabar/model/story.h"
#include "kabar/serve/feeds.h"
#include "kabar/serve/name_view.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/route.h"
#include "kabar/serve/section_finder.h"
#include "kabar/serve/sections.h"
#include "kabar/serve/sitemaps.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMaxPage = 10'000;

/// "s12" of "s12-a-headline".
std::string_view name_of(std::string_view segment) {
  return segment.substr(0, segment.find('-'));
}

/// Where the page lies by its readable address, when the one that was asked ends with other words: it was
/// another headline's, or passed on in pieces. The short address without words is answered as it is.
std::optional<Response> moved(const Visit& visit, std::string_view rest, const std::string& path) {
  const auto at = path.rfind('/') + 1;
  const bool same = rest == std::string_view(path).substr(at) || rest == name_of(rest);
  if (same) return std::nullopt;
  return redirect(visit.link(path, visit.request().params));
}

/// The model's page, or the page for its error.
template <class Model, class Make>
Response show(const Visit& visit, const Result<Model>& model, const Make& make) {
  return model ? make(visit, *model) : failure_page(visit, model.error());
}

Response answer_front(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return show(visit, library.front(), front_page);
}

/// A section of the page that the request asks for.
template <class Make>
Response show_section(const Visit& visit, const SectionHead& head, const Make& make) {
  const auto offset = page_offset(visit.request());
  if (!offset) return error_page(visit, 404);
  const Result<SectionModel> model = make(Page{*offset, kPageSize});
  if (!model) return failure_page(visit, model.error());
  return section_page(visit, *model, head);
}

/// One that is found by what follows the path of its kind; under other letters of a code it lies elsewhere.
Response show_found(const Visit& visit, const Library& library, const Result<Section>& section) {
  if (!section) return failure_page(visit, section.error());
  if (ascii::equals_ignoring_case(visit.request().path, section->head.path) &&
      visit.request().path != section->head.path)
    return redirect(visit.link(section->head.path));
  return show_section(visit, section->head, [&](const Page& page) { return section->read(library, page); });
}

Response answer_topic(const Visit& visit, const Library& library, std::string_view slug) {
  if (!topic_of_slug(slug)) return error_page(visit, 404);  // feeds have numbers, too
  return show_found(visit, library, topic_section(visit, library, slug));
}

Response answer_country(const Visit& visit, const Library& library, std::string_view code) {
  return show_found(visit, library, country_section(visit, library, code));
}

Response answer_language(const Visit& visit, const Library& library, std::string_view code) {
  return show_found(visit, library, language_section(visit, library, code));
}

Response answer_latest(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return show_section(visit, {visit.language().text("Latest"), "", "/latest", "latest", "/feed/latest"},
                      [&](const Page& page) { return library.newest(page); });
}

/// Shows what can be chosen, and keeps what was.
Response answer_edition(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  const auto& request = visit.request();
  if (request.has_param("set")) return keep_choice(request);
  auto known = library.languages();
  if (!known) return failure_page(visit, known.error());
  return edition_page(visit, {*std::move(known), content_languages(request)});
}

Response answer_story(const Visit& visit, const Library& library, std::string_view rest) {
  const auto id = parse_story_name(name_of(rest));
  if (!id) return error_page(visit, 404);
  const auto current = library.current_story(*id);
  if (!current) return failure_page(visit, current.error());
  const auto title = library.story_title(*current);
  if (!title) return failure_page(visit, title.error());
  const auto path = story_path(*current, *title);
  const auto& request = visit.request();
  if (*current != *id) return redirect(visit.link(path, request.params));
  if (auto other = moved(visit, rest, path)) return *std::move(other);
  const auto offset = page_offset(request, kVersionsOnPage);
  if (!offset) return error_page(visit, 404);
  const auto story = library.kept_story(*current);
  if (!story) return failure_page(visit, story.error());
  const auto& model = **story;
  VersionChoice choice{std::string(request.param("lang")), std::string(request.param("source")), {}, *offset};
  if (choice.filtered())
    choice.versions = library.versions_of(model.told.articles, choice.lang, choice.source);
  if (*offset > 0 && *offset >= choice.of(model).size()) return error_page(visit, 404);
  return story_page(visit, model, choice);
}

Response answer_name(const Visit& visit, const Library& library, std::string_view rest) {
  const auto id = parse_entity_name(name_of(rest));
  const auto offset = page_offset(visit.request());
  if (!id || !offset) return error_page(visit, 404);
  const auto current = library.current_entity(*id);
  if (!current) return failure_page(visit, current.error());
  auto model = library.name(*current, {*offset, kPageSize});
  if (!model) return failure_page(visit, model.error());
  if (*current != *id)
    return redirect(
        visit.link(name_path(*current, called(model->entity, visit.language().code(), visit.formats()))));
  if (*offset > 0) return name_page(visit, *model);
  auto said = library.said_by(model->entity);
  if (!said) return failure_page(visit, said.error());
  model->said = *std::move(said);
  return name_page(visit, *model);
}

Response answer_article(const Visit& visit, const Library& library, std::string_view rest) {
  const auto id = parse_article_name(name_of(rest));
  if (!id) return error_page(visit, 404);
  const auto title = library.article_title(*id);
  if (!title) return failure_page(visit, title.error());
  if (!title->empty())
    if (auto other = moved(visit, rest, article_path(*id, *title))) return *std::move(other);
  return show(visit, library.article(*id), article_page);
}

Response answer_source(const Visit& visit, const Library& library, std::string_view rest) {
  const auto offset = page_offset(visit.request());
  if (!offset) return error_page(visit, 404);
  return show(visit, library.source(rest, {*offset, kPageSize}), source_page);
}

Response answer_sources(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return sources_page(visit, library.sources());
}

Response answer_search(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  const auto& request = visit.request();
  const auto offset = page_offset(request);
  if (!offset) return error_page(visit, 404);
  Page page{*offset, kPageSize};
  page.passages = page.facets = true;
  return show(visit, library.search(lenient_search_request(request), page), search_page);
}

Response answer_about(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return about_page(visit, library.totals());
}

Response answer_sitemap(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return sitemap(visit, library);
}

Response answer_news_sitemap(const Visit& visit, const Library& library, std::string_view /*rest*/) {
  return news_sitemap(visit, library);
}

Response answer_robots(const Visit& visit, const Library& /*library*/, std::string_view /*rest*/) {
  return robots_txt(visit);
}

/// What people and programs look for at its usual place.
Response answer_help(const Visit& visit, const Library& /*library*/, std::string_view /*rest*/) {
  return redirect(visit.link("/about", visit.request().params));
}

Response answer_opml(const Visit& visit, const Library& /*library*/, std::string_view /*rest*/) {
  return redirect(visit.link("/api/v1/sources.opml"));
}

using Answer = Response(const Visit&, const Library&, std::string_view rest);

constexpr std::array<Route<Answer>, 19> kRoutes{{{"/", true, answer_front},
                                                 {"/help", true, answer_help},
                                                 {"/sources.opml", true, answer_opml},
                                                 {"/latest", true, answer_latest},
                                                 {"/topic/", false, answer_topic},
                                                 {"/country/", false, answer_country},
                                                 {"/language/", false, answer_language},
                                                 {"/edition", true, answer_edition},
                                                 {"/story/", false, answer_story},
                                                 {"/name/", false, answer_name},
                                                 {"/article/", false, answer_article},
                                                 {"/source/", false, answer_source},
                                                 {"/sources", true, answer_sources},
                                                 {"/search", true, answer_search},
                                                 {"/feed/", false, answer_feed},
                                                 {"/sitemap.xml", true, answer_sitemap},
                                                 {"/news-sitemap.xml", true, answer_news_sitemap},
                                                 {"/robots.txt", true, answer_robots},
                                                 {"/about", true, answer_about}}};

}  // namespace

Response answer_page(const Visit& visit, const Library& library) {
  const std::string_view path = visit.request().path;
  const auto* const route = find_route(kRoutes, path);
  if (route == nullptr) return error_page(visit, 404);
  return route->answer(visit, library, path.substr(route->path.size()));
}

Response failure_page(const Visit& visit, const Error& error) {
  if (error.code == Errc::kNotFound) return error_page(visit, 404);
  if (error.code == Errc::kInvalidInput) return error_page(visit, 400, error.message);
  log(LogLevel::kError, visit.request().path + ": " + error.message);
  return error_page(visit, 500);
}

std::optional<std::size_t> page_offset(const Request& request, std::size_t page_size) {
  const auto text = request.param("page");
  if (text.empty()) return 0;
  std::size_t page = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), page);
  if (failure != std::errc() || end != text.data() + text.size() || page < 1 || page > kMaxPage)
    return std::nullopt;
  return (page - 1) * page_size;
}

}  // namespace kabar::serve
