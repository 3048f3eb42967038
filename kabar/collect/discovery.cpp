#include "kabar/collect/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/sitemap.h"
#include "kabar/markup/html_tree.h"
#include "kabar/net/url.h"
#include "kabar/schema/clean_text.h"
#include "kabar/text/charset.h"

namespace kabar::collect {
namespace {

using markup::Tag;

constexpr std::chrono::milliseconds kWait{1'000};
constexpr std::size_t kMaxLinks = 30;
constexpr std::array<std::string_view, 8> kFeedPaths{
    "/feed",     "/rss.xml",   "/feed.xml",  "/rss",
    "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default"};
constexpr std::array<std::string_view, 4> kSitemapPaths{"/news-sitemap.xml", "/sitemap-news.xml",
                                                        "/sitemap_news.xml", "/sitemap.xml"};

bool is_feed_type(std::string_view type) {
  type = ascii::trim(type.substr(0, type.find(';')));
  for (const auto* known : {"application/rss+xml", "application/atom+xml", "application/rdf+xml",
                            "application/feed+json", "application/json", "text/rss", "application/rss"})
    if (ascii::equals_ignoring_case(type, known)) return true;
  return false;
}

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto end = std::min(list.find_first_of(" \t\n\r\f"), list.size());
    if (ascii::equals_ignoring_case(list.substr(0, end), word)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool is_of_comments(const net::Url& url, std::string_view title) {
  return url.path.find("/comments") != std::string::npos ||
         ascii::find_ignoring_case(title, "comment") != std::string_view::npos;
}

/// JSON that is offered as an alternate is an API more often than a feed.
bool may_be_feed(std::string_view type, const net::Url& url) {
  const bool plain_json = ascii::starts_with_ignoring_case(ascii::trim(type), "application/json");
  return !plain_json || url.path.find("feed") != std::string::npos;
}

/// Reads the elements of a page that speak of feeds and of the site.
class LinkReader {
 public:
  LinkReader(const markup::HtmlTree& tree, const net::Url& page) : tree_(tree), base_(page) {}

  FeedLinks run() {
    const auto nodes = tree_.nodes();
    out_.lang = tree_.attribute(0, "lang");
    for (markup::NodeIndex i = 0; i < nodes.size(); ++i) {
      if (nodes[i].tag == Tag::kBase) on_base(i);
      if (nodes[i].tag == Tag::kLink) on_link(i);
      if (nodes[i].tag == Tag::kMeta) on_meta(i);
      if (nodes[i].tag == Tag::kTitle && title_.empty() && i + 1 < nodes[i].end)
        title_ = schema::clean_line(nodes[i + 1].text);
    }
    if (out_.site.empty()) out_.site = title_;
    return std::move(out_);
  }

 private:
  void on_base(markup::NodeIndex i) {
    if (auto base = base_.resolve(tree_.attribute(i, "href"))) base_ = *std::move(base);
  }

  void on_meta(markup::NodeIndex i) {
    if (tree_.attribute(i, "property") == "og:site_name")
      out_.site = schema::clean_line(tree_.attribute(i, "content"));
  }

  void on_link(markup::NodeIndex i) {
    const auto type = tree_.attribute(i, "type");
    if (!has_word(tree_.attribute(i, "rel"), "alternate") || !is_feed_type(type)) return;
    auto url = base_.resolve(tree_.attribute(i, "href"));
    auto title = schema::clean_line(tree_.attribute(i, "title"));
    if (!url || is_of_comments(*url, title) || !may_be_feed(type, *url)) return;
    url->fragment.clear();
    auto address = url->to_string();
    if (out_.feeds.size() >= kMaxLinks || !seen_.insert(address).second) return;
    out_.feeds.push_back({ChannelKind::kFeed, std::move(address), std::move(title), {}});
  }

  const markup::HtmlTree& tree_;
  net::Url base_;
  FeedLinks out_;
  std::string title_;
  std::set<std::string> seen_;
};

/// What an item goes by, to see whether two feeds say the same.
std::set<std::string> items_of(const Feed& feed) {
  std::set<std::string> out;
  for (const auto& item : feed.items) out.insert(item.url.empty() ? item.id : net::url_family(item.url));
  return out;
}

std::string front_page(const net::Url& url) {
  return fmt::format("{}://{}{}/", url.scheme, url.host, url.port == 0 ? "" : fmt::format(":{}", url.port));
}

bool speaks_of_news(std::string_view url) {
  return ascii::find_ignoring_case(url, "news") != std::string_view::npos;
}

}  // namespace

FeedLinks find_feed_links(std::string_view html, std::string_view url) {
  const auto page = net::Url::parse(url);
  const auto tree = markup::HtmlTree::parse(html);
  if (!page || !tree) return {};
  return LinkReader(*tree, *page).run();
}

/// What was found so far.
struct Discoverer::Search {
  Discovery out;
  std::vector<std::set<std::string>> items;  ///< of each feed
  std::set<std::string> tried;
  /// What was asked for as a feed and is a sitemap, by where it was asked for.
  std::map<std::string, Answer> sitemaps;

  /// Whether all that the feed has is in one that was found.
  bool has(const std::set<std::string>& of_feed) const {
    return std::any_of(items.begin(), items.end(), [&](const auto& known) {
      return std::includes(known.begin(), known.end(), of_feed.begin(), of_feed.end());
    });
  }
  void add(ChannelKind kind, Answer answer, std::string title) {
    auto& found = out.channels.emplace_back();
    found.kind = kind;
    found.url = std::move(answer.url);
    found.title = std::move(title);
    if (answer.direct) found.answer = std::move(answer.response);
  }
  void take(Answer answer, const Feed& feed) {
    add(ChannelKind::kFeed, std::move(answer), feed.title);
    items.push_back(items_of(feed));
    if (out.name.empty()) out.name = feed.title;
    if (out.home.empty()) out.home = feed.home;
    if (out.lang.empty()) out.lang = feed.lang;
  }
  void take_sitemap(Answer answer) { add(ChannelKind::kSitemap, std::move(answer), {}); }
};

Result<Discoverer::Answer> Discoverer::get(const std::string& url) {
  ++requests_;
  net::FetchRequest request;
  request.url = url;
  KABAR_TRY(auto visit, visitor_.visit(std::move(request)));
  if (visit.response.status != 200)
    return Error{Errc::kNotFound, fmt::format("{}: HTTP status {}", visit.url, visit.response.status)};
  const auto moved = visit.moved_to();
  Answer out{moved.empty() ? url : moved, std::move(visit.response), false};
  out.direct = out.url == visit.url;
  return out;
}

bool Discoverer::is_sitemap(const Answer& answer) {
  const auto sitemap = parse_sitemap(answer.response.body, answer.url);
  return sitemap && !sitemap->entries.empty();
}

bool Discoverer::try_feed(const std::string& url, Search& search) {
  if (requests_ >= kMaxRequests || !search.tried.insert(url).second) return false;
  auto answer = get(url);
  if (!answer) return false;
  const auto feed = parse_feed(answer->response.body, {.url = answer->url});
  if (!feed) {
    if (is_sitemap(*answer)) search.sitemaps.emplace(url, *std::move(answer));
    return false;
  }
  const auto items = items_of(*feed);
  if (!items.empty() && search.has(items)) return false;
  search.take(*std::move(answer), *feed);
  return true;
}

bool Discoverer::try_sitemap(const std::string& url, Search& search) {
  if (const auto met = search.sitemaps.find(url); met != search.sitemaps.end()) {
    search.take_sitemap(std::move(met->second));
    return true;
  }
  if (requests_ >= kMaxRequests || !search.tried.insert(url).second) return false;
  auto answer = get(url);
  if (!answer || !is_sitemap(*answer)) return false;
  search.take_sitemap(*std::move(answer));
  return true;
}

bool Discoverer::is_of_home(const std::string& feed, const std::string& home) {
  const auto at = net::Url::parse(feed), page = net::Url::parse(home);
  if (!at || !page) return false;
  if (net::registrable_domain(at->host) == net::registrable_domain(page->host)) return true;
  const auto answer = get(home);
  if (!answer) return false;
  const auto decoded = text::decode_page(answer->response.body, {}, answer->response.fields["content-type"]);
  if (!decoded) return false;
  const auto links = find_feed_links(decoded->utf8, answer->url).feeds;
  return std::any_of(links.begin(), links.end(), [&](const auto& link) { return link.url == feed; });
}

std::vector<std::string> Discoverer::sitemaps_of_robots(const net::Url& url) {
  std::vector<std::string> out;
  bool done = false;
  robots_.ask(url, [&](const RobotsCache::Answer& robots) {
    done = true;
    if (robots->kind != RobotsFile::Kind::kRules) return;
    for (const auto& sitemap : robots->rules.sitemaps())
      if (const auto whole = url.resolve(sitemap)) out.push_back(whole->to_string());
  });
  while (!done && fetcher_.run_once(kWait)) continue;
  std::stable_partition(out.begin(), out.end(), [](const auto& sitemap) { return speaks_of_news(sitemap); });
  return out;
}

void Discoverer::follow_links(const Answer& page, Search& search) {
  const auto decoded = text::decode_page(page.response.body, {}, page.response.fields["content-type"]);
  if (!decoded) return;
  auto links = find_feed_links(decoded->utf8, page.url);
  search.out.name = std::move(links.site);
  search.out.lang = std::move(links.lang);
  for (const auto& feed : links.feeds)
    if (search.out.channels.size() < kMaxFeeds) (void)try_feed(feed.url, search);
}

void Discoverer::search_page(const Answer& page, Search& search) {
  const auto url = net::Url::parse(page.url);
  if (!url) return;
  follow_links(page, search);
  search.out.home = front_page(*url);
  const auto usual = [&](std::string_view path) { return front_page(*url) + std::string(path.substr(1)); };
  for (const auto path : kFeedPaths)
    if (search.out.channels.empty()) (void)try_feed(usual(path), search);
  if (!search.out.channels.empty()) return;
  auto sitemaps = sitemaps_of_robots(*url);
  for (const auto& [asked, found] : search.sitemaps) sitemaps.push_back(asked);
  for (const auto path : kSitemapPaths) sitemaps.push_back(usual(path));
  for (const auto& sitemap : sitemaps)
    if (search.out.channels.empty()) (void)try_sitemap(sitemap, search);
}

Result<Discovery> Discoverer::run(const std::string& url) {
  requests_ = 0;
  KABAR_TRY(auto answer, get(url));
  Search search;
  search.tried.insert(url);
  const auto address = answer.url;
  if (const auto feed = parse_feed(answer.response.body, {.url = address})) {
    search.take(std::move(answer), *feed);
    if (!search.out.home.empty() && !is_of_home(address, search.out.home)) search.out.home.clear();
  } else if (is_sitemap(answer)) {
    search.take_sitemap(std::move(answer));
    if (const auto at = net::Url::parse(address)) search.out.home = front_page(*at);
  } else {
    search_page(answer, search);
  }
  if (!search.out.channels.empty()) return std::move(search.out);
  return Error{
      Errc::kNotFound,
      fmt::format(
          "{}: names no feed, and there is none at the usual addresses, nor a sitemap; where the page "
          "itself links to new articles, add it with --as page",
          url)};
}

}  // namespace kabar::collect
