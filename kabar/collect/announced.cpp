#include "kabar/collect/announced.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/sitemap.h"
#include "kabar/json/writer.h"
#include "kabar/markup/html_tree.h"
#include "kabar/net/url.h"
#include "kabar/schema/article_json.h"
#include "kabar/text/charset.h"

namespace kabar::collect {
namespace {

std::string type_of(const net::FetchResponse& response) {
  const auto field = response.fields["content-type"];
  return ascii::lower(ascii::trim(field.substr(0, field.find(';'))));
}

Result<Announced> read_feed(const std::string& url, const net::FetchResponse& response, FeedText text) {
  FeedContext context;
  context.url = url;
  context.content_type = response.fields["content-type"];
  context.fetched_at = response.started;
  KABAR_TRY(auto feed, parse_feed(response.body, context));
  Announced out;
  out.title = feed.title;
  for (const auto& item : feed.items) {
    AnnouncedItem one;
    one.id = item.id;
    one.url = item.url;
    const auto& time = item.published ? item.published : item.updated;
    if (time) one.time = time->instant;
    one.content_hash =
        hash64(item.content_html, hash64(item.summary_html, hash64(item.title, hash64(item.url))));
    one.article = article_of(feed, item, text);
    out.items.push_back(std::move(one));
  }
  out.feed = std::move(feed);
  return out;
}

Result<Announced> read_sitemap(const std::string& url, const net::FetchResponse& response) {
  KABAR_TRY(const auto sitemap, parse_sitemap(response.body, url));
  Announced out;
  for (const auto& entry : sitemap.entries) {
    if (sitemap.kind == Sitemap::Kind::kIndex) {
      out.sitemaps.push_back(entry.url);
      continue;
    }
    // A page's own look, not the sitemap, tells whether it changed: lastmod moves with every comment.
    out.items.push_back({.id = entry.url, .url = entry.url, .time = entry.newest()});
  }
  return out;
}

/// Whether an address looks like an article's rather than a section's: a long last part of several words, or
/// a number.
bool may_be_article(const net::Url& url) {
  constexpr std::ptrdiff_t kWords = 3, kDigits = 5;
  auto path = std::string_view(url.path);
  while (path.ends_with('/')) path.remove_suffix(1);
  const auto last = path.substr(path.rfind('/') + 1);
  return std::count(last.begin(), last.end(), '-') >= kWords ||
         std::count_if(path.begin(), path.end(), ascii::is_digit) >= kDigits;
}

Error no_articles(std::size_t links) {
  return {Errc::kInvalidInput,
          fmt::format("none of its {} links looks like an article's (three hyphens in the last part of "
                      "the address, or five digits in it)",
                      links)};
}

/// The title of a page's head, where `i` is that.
std::string_view title_at(const markup::HtmlTree& tree, markup::NodeIndex i) {
  const bool title = tree[i].tag == markup::Tag::kTitle && tree[i].end > i + 1;
  return title ? ascii::trim(tree[i + 1].text) : std::string_view();
}

/// The links of a page that may lead to articles of the same site.
Result<Announced> read_page(const std::string& url, const net::FetchResponse& response) {
  if (!is_html(response)) return Error{Errc::kInvalidInput, "no page"};
  KABAR_TRY(const auto base, net::Url::parse(url));
  const auto site = net::registrable_domain(base.host);
  KABAR_TRY(const auto decoded, text::decode_page(response.body));
  KABAR_TRY(const auto tree, markup::HtmlTree::parse(decoded.utf8));
  Announced out;
  std::set<std::string> families, others;
  for (markup::NodeIndex i = 0; i < tree.nodes().size(); ++i) {
    if (out.title.empty()) out.title = title_at(tree, i);
    const auto href = tree[i].tag == markup::Tag::kA ? tree.attribute(i, "href") : std::string_view();
    if (href.empty()) continue;
    const auto link = base.resolve(href);
    if (!link || net::registrable_domain(link->host) != site) continue;
    const auto address = link->to_string();
    const auto family = net::url_family(address);
    if (!may_be_article(*link)) {
      others.insert(family);
    } else if (families.insert(family).second) {
      out.items.push_back({.id = family, .url = address});
    }
  }
  if (out.items.empty()) return no_articles(others.size());
  return out;
}

}  // namespace

FeedText feed_text_of(FullTextPolicy policy) noexcept {
  return policy == FullTextPolicy::kNever ? FeedText::kAny : FeedText::kWhole;
}

Result<Announced> read_announced(ChannelKind kind, const std::string& url, const net::FetchResponse& response,
                                 FeedText text) {
  switch (kind) {
    case ChannelKind::kFeed: return read_feed(url, response, text);
    case ChannelKind::kSitemap: return read_sitemap(url, response);
    case ChannelKind::kPage: return read_page(url, response);
  }
  return Error{Errc::kInternal, "no such kind of channel"};
}

bool is_html(const net::FetchResponse& response) {
  const auto type = type_of(response);
  if (type == "text/html" || type == "application/xhtml+xml") return true;
  if (!type.empty() && type != "application/octet-stream" && type != "text/plain") return false;
  constexpr std::size_t kLook = 1024;
  const auto head = ascii::trim(as_chars(response.body).substr(0, kLook));
  return ascii::starts_with_ignoring_case(head, "<!doctype html") ||
         ascii::starts_with_ignoring_case(head, "<html");
}

ImportTask article_task(Article article, const std::string& source, Timestamp now) {
  article.source = source;
  article.fetched = now;
  auto name = article.url.empty() ? article.id : article.url;
  json::Writer json;
  schema::write_article(json, article);
  return {std::move(name), ArticleTask{json.take()}};
}

ImportTask page_task(Visit visit, const std::string& source, Timestamp now) {
  PageTask page;
  page.document.id = visit.url;
  page.document.url = visit.url;
  page.document.source = source;
  page.document.content_type = visit.response.fields["content-type"];
  page.document.fetched_at = now;
  page.document.bytes = std::move(visit.response.body);
  return {visit.url, std::move(page)};
}

}  // namespace kabar::collect
