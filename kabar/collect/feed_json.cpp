#include "kabar/collect/feed_json.h"

#include <fmt/format.h>

#include "kabar/json/value.h"

namespace kabar::collect {
namespace {

void add_author(const json::Value& author, std::vector<std::string>& out) {
  if (!author["name"].text().empty()) out.push_back(author["name"].text());
}

/// 1.1 has `authors`, 1.0 `author`.
std::vector<std::string> authors_of(const json::Value& value) {
  std::vector<std::string> out;
  for (const auto& author : value["authors"].items()) add_author(author, out);
  if (out.empty()) add_author(value["author"], out);
  return out;
}

const std::string& first_of(const json::Value& value, std::string_view a, std::string_view b) {
  return value[a].text().empty() ? value[b].text() : value[a].text();
}

/// A string as the format wants it; numbers are common.
std::string id_of(const json::Value& id) {
  return id.is_number() ? fmt::format("{}", id.number()) : id.text();
}

DraftItem item_of(const json::Value& value) {
  DraftItem item;
  item.id = id_of(value["id"]);
  item.permalink = item.id;
  item.link = first_of(value, "url", "external_url");
  item.title = {value["title"].text(), true};
  item.summary = {value["summary"].text(), true};
  item.content = {value["content_html"].text(), false};
  if (item.content.text.empty()) item.content = {value["content_text"].text(), true};
  item.authors = authors_of(value);
  item.published = value["date_published"].text();
  item.updated = value["date_modified"].text();
  item.lang = value["language"].text();
  item.image = first_of(value, "image", "banner_image");
  for (const auto& tag : value["tags"].items()) item.categories.push_back(tag.text());
  return item;
}

}  // namespace

Result<DraftFeed> parse_json_feed(std::string_view utf8, const FeedLimits& limits) {
  KABAR_TRY(const auto root, json::parse(utf8, {.max_bytes = limits.max_bytes, .max_depth = 64}));
  constexpr std::string_view kVersion = "jsonfeed.org/version/";
  const auto& version = root["version"].text();
  const auto at = version.find(kVersion);
  if (at == version.npos)
    return Error{Errc::kInvalidInput, "no feed: JSON without the version of a JSON Feed"};
  DraftFeed out;
  auto& feed = out.feed;
  const auto number = version.substr(at + kVersion.size(), 8);
  feed.format = "JSON Feed " + (number == "1" ? std::string("1.0") : number);
  feed.title = root["title"].text();
  feed.description = root["description"].text();
  feed.home = root["home_page_url"].text();
  feed.self = root["feed_url"].text();
  feed.next = root["next_url"].text();
  feed.lang = root["language"].text();
  feed.image = first_of(root, "icon", "favicon");
  for (const auto& hub : root["hubs"].items()) feed.hubs.push_back(hub["url"].text());
  const auto authors = authors_of(root);
  for (const auto& value : root["items"].items()) {
    if (out.items.size() == limits.max_items) {
      out.items_left_out = true;
      break;
    }
    out.items.push_back(item_of(value));
    if (out.items.back().authors.empty()) out.items.back().authors = authors;
  }
  return out;
}

}  // namespace kabar::collect
