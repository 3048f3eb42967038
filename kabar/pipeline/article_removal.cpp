#include "kabar/pipeline/article_removal.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/model/story.h"
#include "kabar/net/url.h"
#include "kabar/picture/picture_files.h"
#include "kabar/pipeline/admission.h"
#include "kabar/pipeline/named_articles.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMostNames = 10'000;

/// Of the article as it is and as it was.
Result<std::vector<std::string>> keys_of(const store::Reader& reader, ArticleId id) {
  std::set<std::string> keys;
  KABAR_TRY(const auto revisions, reader.revisions(id));
  for (const auto& revision : revisions)
    for (auto& key : removal_keys(revision.article)) keys.insert(std::move(key));
  return std::vector<std::string>(keys.begin(), keys.end());
}

Error unknown(const std::string& name) {
  return {Errc::kNotFound, fmt::format("there is no article with the id or URL '{}'", name)};
}

/// One for each article that is meant; without an article where it did not come yet. A URL means all
/// articles of its family.
Result<std::vector<store::Removal>> removals_of(const store::Reader& reader, const std::string& name) {
  std::vector<store::Removal> out;
  KABAR_TRY(const auto found, articles_called(reader, name));
  const auto family = net::url_family(name);
  if (found.empty() && family.empty()) return unknown(name);
  if (found.size() > 1 && family.empty()) return ambiguous(reader, name, found);
  for (const auto id : found) {
    auto& removal = out.emplace_back();
    removal.article = id;
    KABAR_TRY(removal.keys, keys_of(reader, id));
  }
  if (out.empty()) out.emplace_back();
  auto& keys = out.front().keys;
  const bool covered = family.empty() || std::find(keys.begin(), keys.end(), family) != keys.end();
  if (!covered) keys.push_back(family);
  return out;
}

Result<RemovalReport> remove(DataFolder& folder, const store::Reader& reader, const RemovalRequest& request,
                             Timestamp now) {
  RemovalReport report;
  std::set<ArticleId> met;
  for (const auto& name : request.names) {
    KABAR_TRY(auto removals, removals_of(reader, name));
    for (auto& removal : removals) {
      const bool there = raw(removal.article) != 0;
      if (there && !met.insert(removal.article).second) continue;
      report.articles.push_back({removal.article, name});
      if (there) {
        KABAR_TRY(const auto row, reader.article(removal.article));
        if (!row.article.url.empty()) report.articles.back().name = row.article.url;
      }
      removal.removed = now;
      removal.reason = request.reason;
      folder.writer.remove(removal);
    }
  }
  return report;
}

/// A tombstone goes by the id that the article had, by a URL, or by its key.
Result<RemovalReport> allow(DataFolder& folder, const store::Reader& reader, const RemovalRequest& request) {
  KABAR_TRY(const auto tombstones, reader.tombstones());
  RemovalReport report;
  for (const auto& name : request.names) {
    const auto family = net::url_family(name);
    const auto wanted = parse_article_name(name);
    bool found = false;
    for (const auto& tombstone : tombstones) {
      const bool by_id = wanted && raw(*wanted) != 0 && tombstone.article == *wanted;
      if (!by_id && tombstone.key != name && (family.empty() || tombstone.key != family)) continue;
      found = true;
      folder.writer.forgive(tombstone.key);
      report.articles.push_back({tombstone.article, tombstone.key});
    }
    if (!found)
      return Error{Errc::kNotFound,
                   fmt::format("nothing was removed as '{}'; `kabar article removed` tells what was", name)};
  }
  return report;
}

}  // namespace

std::vector<std::string> removal_keys(const Article& article) {
  const auto family = net::url_family(article.url);
  if (family.empty()) return {identify(article).key};
  auto canonical = net::url_family(article.url, article.canonical);
  if (canonical == family) return {family};
  return {std::move(canonical), family};
}

Result<RemovalReport> remove_articles(DataFolder& folder, const RemovalRequest& request, const Clock& clock) {
  KABAR_TRY(const auto reader, store::Reader::open(folder.path));
  auto report = request.action == RemovalRequest::Action::kRemove
                    ? remove(folder, reader, request, clock.now())
                    : allow(folder, reader, request);
  if (!report) {
    folder.writer.roll_back();
    return report;
  }
  KABAR_CHECK(folder.writer.commit());
  if (request.action == RemovalRequest::Action::kRemove) {
    const picture::PictureFiles pictures(folder.path);
    for (const auto& one : report->articles)
      if (raw(one.article) != 0) pictures.remove(one.article);
  }
  KABAR_CHECK(folder.read_back());
  return report;
}

std::string write_removal_request(const RemovalRequest& request) {
  json::Writer json;
  json.begin_object().key("command").string("remove").key("action");
  json.string(request.action == RemovalRequest::Action::kRemove ? "remove" : "allow");
  return json.list("names", request.names).key("reason").string(request.reason).end_object().take();
}

Result<RemovalRequest> read_removal_request(const json::Value& value) {
  RemovalRequest out;
  const auto& action = value["action"].text();
  if (action != "remove" && action != "allow")
    return Error{Errc::kUnsupported, "this kabar cannot '" + action + "' an article"};
  out.action = action == "remove" ? RemovalRequest::Action::kRemove : RemovalRequest::Action::kAllow;
  out.reason = value["reason"].text();
  for (const auto& name : value["names"].items()) out.names.push_back(name.text());
  if (out.names.empty() || out.names.size() > kMostNames)
    return Error{Errc::kInvalidInput, "article: no names, or too many"};
  return out;
}

void write_removal_report(json::Writer& json, const RemovalReport& report) {
  json.begin_array();
  for (const auto& one : report.articles)
    json.begin_object()
        .field("article", raw(one.article) == 0 ? std::string() : article_name(one.article))
        .field("name", one.name)
        .end_object();
  json.end_array();
}

RemovalReport read_removal_report(const json::Value& value) {
  RemovalReport out;
  for (const auto& one : value.items())
    out.articles.push_back(
        {parse_article_name(one["article"].text()).value_or(ArticleId{}), one["name"].text()});
  return out;
}

}  // namespace kabar::pipeline
