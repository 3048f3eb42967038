#include "kabar/serve/sitemaps.h"

#include <fmt/format.h>

#include "kabar/markup/html_escape.h"
#include "kabar/model/story.h"
#include "kabar/serve/router.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostStories = 20'000;
constexpr std::size_t kMostNews = 200;
constexpr std::chrono::days kReach{60}, kNewsReach{2};

Response xml_response(std::string body) {
  Response response{200, {}, std::move(body)};
  return response.with("Content-Type", "application/xml; charset=utf-8").with("Cache-Control", "no-cache");
}

std::string story_address(const Visit& visit, StoryId id, std::string_view title) {
  return markup::escaped(visit.whole(visit.link(story_path(id, title))));
}

std::string place(const std::string& address, Timestamp changed) {
  return fmt::format("<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", address, to_iso(changed));
}

std::string news(const Visit& visit, const StoryCard& card) {
  return fmt::format(
      "<url><loc>{}</loc><news:news><news:publication><news:name>kabar</news:name><news:language>{}</"
      "news:language>"
      "</news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title>"
      "</news:news></url>\n",
      story_address(visit, card.story.id, card.title), markup::escaped(card.lead.lang),
      to_iso(card.story.first_seen), markup::escaped(card.lead.headline));
}

}  // namespace

Response sitemap(const Visit& visit, const Library& library) {
  const auto stories = library.recent_stories(visit.now() - kReach, kMostStories);
  if (!stories) return failure_page(visit, stories.error());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const auto* path : {"/", "/latest", "/sources"})
    out += place(markup::escaped(visit.whole(path)), visit.now());
  for (const auto& story : *stories) {
    const auto title = library.story_title(story.id);
    if (!title) return failure_page(visit, title.error());
    out += place(story_address(visit, story.id, *title), story.last_seen);
  }
  return xml_response(out + "</urlset>\n");
}

Response news_sitemap(const Visit& visit, const Library& library) {
  const auto since = visit.now() - kNewsReach;
  const auto stories = library.recent_stories(since, kMostNews);
  if (!stories) return failure_page(visit, stories.error());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n";
  for (const auto& story : *stories) {
    if (story.first_seen < since) continue;  // that still grows, but is no news by its date
    const auto card = library.card(story);
    if (!card) return failure_page(visit, card.error());
    if (!card->lead.headline.empty()) out += news(visit, *card);
  }
  return xml_response(out + "</urlset>\n");
}

Response robots_txt(const Visit& visit) {
  return text_response(
      200,
      fmt::format(
          "User-agent: *\nDisallow: /search\nDisallow: /feed/search\nDisallow: /api/\nDisallow: /edition?\n\n"
          "Sitemap: {}\nSitemap: {}\n",
          visit.whole("/sitemap.xml"), visit.whole("/news-sitemap.xml")));
}

}  // namespace kabar::serve
