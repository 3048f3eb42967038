#include "kabar/cli/source_contents.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/base/files.h"
#include "kabar/base/log.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/terminal.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/html_text.h"
#include "kabar/collect/opml.h"
#include "kabar/collect/page_loader.h"
#include "kabar/collect/robots.h"
#include "kabar/collect/sitemap.h"
#include "kabar/json/writer.h"
#include "kabar/net/url.h"

namespace kabar::cli {
namespace {

/// The product token that robots.txt files know kabar by.
constexpr std::string_view kAgent = "kabar";

void write_time(json::Writer& json, std::string_view key, const std::optional<PublishedTime>& time) {
  if (time) json.key(key).string(to_string(*time));
}

void write_text(json::Writer& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.key(key).string(text);
}

void write_list(json::Writer& json, std::string_view key, const std::vector<std::string>& items) {
  if (!items.empty()) json.list(key, items);
}

std::string json_of(const collect::Feed& feed) {
  json::Writer json;
  json.begin_object().key("format").string(feed.format);
  write_text(json, "title", feed.title);
  write_text(json, "description", feed.description);
  write_text(json, "home", feed.home);
  write_text(json, "self", feed.self);
  write_text(json, "next", feed.next);
  write_list(json, "hubs", feed.hubs);
  write_text(json, "lang", feed.lang);
  write_text(json, "image", feed.image);
  if (feed.ttl) json.key("ttl_minutes").number(feed.ttl->count());
  if (feed.update_interval) json.key("update_seconds").number(feed.update_interval->count());
  if (!feed.skip_hours.empty()) {
    json.key("skip_hours").begin_array();
    for (const auto hour : feed.skip_hours) json.number(hour);
    json.end_array();
  }
  write_list(json, "skip_days", feed.skip_days);
  json.key("items").number(feed.items.size());
  write_list(json, "warnings", feed.warnings);
  return json.end_object().take();
}

std::string json_of(const collect::Feed& feed, const collect::FeedItem& item) {
  json::Writer json;
  json.begin_object().key("id").string(item.id);
  write_text(json, "url", item.url);
  write_text(json, "title", item.title);
  write_time(json, "published", item.published);
  write_time(json, "updated", item.updated);
  write_list(json, "authors", item.authors);
  write_text(json, "lang", item.lang);
  write_text(json, "image", item.image);
  write_list(json, "categories", item.categories);
  write_text(json, "summary", collect::text_of_html(item.summary_html));
  const auto article = collect::article_of(feed, item);
  json.key("whole_text").boolean(article.has_value());
  if (article) json.key("text").string(body_text(*article));
  return json.end_object().take();
}

std::string json_of(const collect::SitemapEntry& entry) {
  json::Writer json;
  json.begin_object().key("url").string(entry.url);
  write_time(json, "modified", entry.modified);
  write_time(json, "published", entry.published);
  write_text(json, "title", entry.title);
  write_text(json, "lang", entry.lang);
  return json.end_object().take();
}

std::string json_of(const collect::Sitemap& sitemap) {
  json::Writer json;
  json.begin_object().key("format");
  json.string(sitemap.kind == collect::Sitemap::Kind::kIndex ? "sitemap index" : "sitemap");
  json.key("entries").number(sitemap.entries.size());
  write_list(json, "warnings", sitemap.warnings);
  return json.end_object().take();
}

void log_warnings(const std::vector<std::string>& warnings) {
  for (const auto& warning : warnings) log(LogLevel::kWarning, shown(warning));
}

using Lines = std::vector<std::string>;

std::string line_of(const collect::Feed& feed, const collect::FeedItem& item) {
  const auto time = item.published ? to_string(*item.published) : std::string("no date");
  const auto* text = collect::article_of(feed, item) ? "whole text" : "announces";
  return fmt::format("{:<22}  {:<10}  {}\n  {}", time, text, shown(item.title), shown(item.url));
}

std::string line_of(const collect::SitemapEntry& entry) {
  const auto time = entry.newest() ? to_iso(*entry.newest()) : std::string("no date");
  return fmt::format("{:<20}  {}  {}", time, shown(entry.url), shown(entry.title));
}

Result<Lines> lines_of_feed(const SourceFile& file, bool as_json) {
  const auto feed = collect::parse_feed(file.bytes, {.url = file.url});
  if (!feed) return Error(feed.error()).within(file.name);
  Lines out;
  if (!as_json) log_warnings(feed->warnings);
  out.push_back(as_json ? json_of(*feed)
                        : fmt::format("{}, {}, {}: {}", shown(feed->format),
                                      feed->lang.empty() ? "no language" : feed->lang,
                                      counted(feed->items.size(), "item"), shown(feed->title)));
  for (const auto& item : feed->items) out.push_back(as_json ? json_of(*feed, item) : line_of(*feed, item));
  return out;
}

Result<Lines> lines_of_sitemap(const SourceFile& file, bool as_json) {
  const auto sitemap = collect::parse_sitemap(file.bytes, file.url);
  if (!sitemap) return Error(sitemap.error()).within(file.name);
  Lines out;
  if (!as_json) log_warnings(sitemap->warnings);
  const bool index = sitemap->kind == collect::Sitemap::Kind::kIndex;
  out.push_back(as_json ? json_of(*sitemap) : counted(sitemap->entries.size(), index ? "sitemap" : "page"));
  for (const auto& entry : sitemap->entries) out.push_back(as_json ? json_of(entry) : line_of(entry));
  return out;
}

std::string json_of(const collect::RobotsRules& rules, std::optional<bool> allowed) {
  json::Writer json;
  json.begin_object().key("format").string("robots.txt").key("rules").number(rules.size());
  if (rules.crawl_delay()) json.key("crawl_delay_seconds").number(rules.crawl_delay()->count());
  if (allowed) json.key("allowed").boolean(*allowed);
  write_list(json, "sitemaps", rules.sitemaps());
  return json.end_object().take();
}

Result<Lines> lines_of_robots(const SourceFile& file, bool as_json) {
  const auto rules = collect::RobotsRules::parse(as_chars(file.bytes), kAgent);
  if (!rules) return Error(rules.error()).within(file.name);
  std::optional<bool> allowed;
  if (const auto url = net::Url::parse(file.url))
    allowed = rules->allows(url->path + (url->query.empty() ? "" : "?" + url->query));
  if (as_json) return Lines{json_of(*rules, allowed)};
  Lines out{fmt::format("robots.txt: {} for {}", counted(rules->size(), "rule"), kAgent)};
  if (rules->crawl_delay())
    out.push_back(fmt::format("at most one page in {} seconds", rules->crawl_delay()->count()));
  if (allowed) out.push_back((*allowed ? "allowed: " : "forbidden: ") + shown(file.url));
  for (const auto& sitemap : rules->sitemaps()) out.push_back("sitemap: " + shown(sitemap));
  return out;
}

std::string json_of(const collect::OpmlFeed& feed) {
  json::Writer json;
  json.begin_object().key("feed").string(feed.feed);
  write_text(json, "title", feed.title);
  write_text(json, "home", feed.home);
  write_text(json, "lang", feed.language);
  write_list(json, "folders", feed.folders);
  return json.end_object().take();
}

Result<Lines> lines_of_opml(const SourceFile& file, bool as_json) {
  const auto opml = collect::parse_opml(file.bytes);
  if (!opml) return Error(opml.error()).within(file.name);
  log_warnings(opml->warnings);
  Lines out;
  if (!as_json) out.push_back(counted(opml->feeds.size(), "feed"));
  for (const auto& feed : opml->feeds)
    out.push_back(as_json ? json_of(feed) : fmt::format("{}  {}", shown(feed.feed), shown(feed.title)));
  return out;
}

}  // namespace

Result<SourceFile> read_source_file(const std::string& name, const std::string& url, std::size_t max_bytes) {
  collect::PageTask task;
  task.document.id = "standard input";
  if (name == "-") {
    KABAR_TRY(task.document.bytes, read_stdin(max_bytes));
  } else {
    task.file = name;
  }
  KABAR_CHECK(collect::load(task, {.max_page_bytes = max_bytes}));
  return SourceFile{name == "-" ? task.document.id : name, url, std::move(task.document.bytes)};
}

bool is_opml(ByteView bytes) {
  return ascii::find_ignoring_case(as_chars(bytes).substr(0, 1024), "<opml") != std::string_view::npos;
}

Result<std::vector<std::string>> lines_of(const SourceFile& file, bool as_json) {
  const auto head = as_chars(file.bytes);
  if (collect::looks_like_robots(head)) return lines_of_robots(file, as_json);
  if (is_opml(file.bytes)) return lines_of_opml(file, as_json);
  const bool addresses = head.starts_with("http");
  return addresses || collect::looks_like_sitemap(head) ? lines_of_sitemap(file, as_json)
                                                        : lines_of_feed(file, as_json);
}

}  // namespace kabar::cli
