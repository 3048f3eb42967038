#include "kabar/serve/feed_formats.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "kabar/json/writer.h"
#include "kabar/markup/html_escape.h"

namespace kabar::serve {
namespace {

/// "Sun, 22 Nov 2026 09:00:00 GMT" (RFC 822 as RSS wants it, with years of four digits).
std::string rfc822(Timestamp time) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(time.time_since_epoch().count()));
}

/// An element with a text; nothing for an empty text.
void add(std::string& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out += fmt::format("<{0}>{1}</{0}>\n", name, markup::escaped(text));
}

void add_link(std::string& out, std::string_view rel, std::string_view type, std::string_view href) {
  if (href.empty()) return;
  out += fmt::format("<link rel=\"{}\"{}{}{} href=\"{}\"/>\n", rel, type.empty() ? "" : " type=\"", type,
                     type.empty() ? "" : "\"", markup::escaped(href));
}

void add_rss_item(std::string& out, const FeedItem& item) {
  out += "<item>\n";
  add(out, "title", item.title);
  add(out, "link", item.page);
  out += fmt::format("<guid isPermaLink=\"false\">{}</guid>\n", markup::escaped(item.id));
  add(out, "pubDate", rfc822(item.published));
  add(out, "dc:creator", item.publisher);
  add(out, "dc:language", item.lang);
  add(out, "category", item.topic);
  // A description is HTML: what is text must be escaped for that, too.
  add(out, "description", item.summary.empty() ? std::string() : markup::escaped(item.summary));
  out += "</item>\n";
}

void add_atom_entry(std::string& out, const FeedItem& item) {
  out += fmt::format("<entry xml:lang=\"{}\">\n", markup::escaped(item.lang));
  add(out, "id", item.id);
  add(out, "title", item.title);
  add(out, "published", to_iso(item.published));
  add(out, "updated", to_iso(item.updated));
  if (!item.publisher.empty())
    out += fmt::format("<author><name>{}</name></author>\n", markup::escaped(item.publisher));
  add_link(out, "alternate", "text/html", item.page);
  add_link(out, "via", "text/html", item.original);
  if (!item.topic.empty()) out += fmt::format("<category term=\"{}\"/>\n", markup::escaped(item.topic));
  add(out, "summary", item.summary);
  out += "</entry>\n";
}

void write_json_item(json::Writer& json, const FeedItem& item) {
  json.begin_object().key("id").string(item.id).key("url").string(item.page);
  if (!item.original.empty()) json.key("external_url").string(item.original);
  json.key("title").string(item.title).key("content_text").string(item.summary);
  json.key("date_published").string(to_iso(item.published)).key("date_modified").string(to_iso(item.updated));
  if (!item.publisher.empty())
    json.key("authors")
        .begin_array()
        .begin_object()
        .key("name")
        .string(item.publisher)
        .end_object()
        .end_array();
  if (!item.image.empty()) json.key("image").string(item.image);
  if (!item.lang.empty()) json.key("language").string(item.lang);
  if (!item.topic.empty()) json.list("tags", {item.topic});
  json.end_object();
}

}  // namespace

std::string write_rss(const Feed& feed) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n";
  add(out, "title", feed.title);
  add(out, "link", feed.page);
  add(out, "description", feed.description);
  add(out, "language", feed.lang);
  add(out, "lastBuildDate", rfc822(feed.updated));
  add(out, "generator", "kabar");
  out += fmt::format("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>\n",
                     markup::escaped(feed.self));
  for (const auto& item : feed.items) add_rss_item(out, item);
  return out + "</channel>\n</rss>\n";
}

std::string write_atom(const Feed& feed) {
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"{}\">\n",
      markup::escaped(feed.lang));
  add(out, "id", feed.id);
  add(out, "title", feed.title);
  add(out, "subtitle", feed.description);
  add(out, "updated", to_iso(feed.updated));
  add(out, "generator", "kabar");
  out += "<author><name>kabar</name></author>\n";
  add_link(out, "self", "application/atom+xml", feed.self);
  add_link(out, "alternate", "text/html", feed.page);
  for (const auto& item : feed.items) add_atom_entry(out, item);
  return out + "</feed>\n";
}

std::string write_json_feed(const Feed& feed) {
  json::Writer json;
  json.begin_object().key("version").string("https://jsonfeed.org/version/1.1");
  json.key("title").string(feed.title).key("home_page_url").string(feed.page);
  json.key("feed_url").string(feed.self).key("description").string(feed.description);
  json.key("language").string(feed.lang).key("items").begin_array();
  for (const auto& item : feed.items) write_json_item(json, item);
  json.end_array().end_object();
  return json.take();
}

const std::vector<FeedFormat>& feed_formats() {
  static const std::vector<FeedFormat> formats{
      {".rss", "RSS", "application/rss+xml", write_rss},
      {".atom", "Atom", "application/atom+xml", write_atom},
      {".json", "JSON Feed", "application/feed+json", write_json_feed}};
  return formats;
}

}  // namespace kabar::serve
