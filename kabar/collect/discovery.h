#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/robots_cache.h"
#include "kabar/collect/visitor.h"
#include "kabar/model/channel.h"
#include "kabar/net/fetcher.h"

namespace kabar::collect {

/// Where a site announces new articles, and what it says of itself; what is not known is empty.
struct Discovery {
  struct Found {
    ChannelKind kind = ChannelKind::kFeed;
    std::string url;
    std::string title;
    /// By which that became known, where it came from that very address.
    std::optional<net::FetchResponse> answer = {};
  };
  std::vector<Found> channels;  ///< each of them was fetched, and is what it says
  std::string name;
  std::string home;
  std::string lang;
};

/// Links of a page to feeds of its own (<link rel=alternate>), absolute and each once, in the order of the
/// page; those of comments are left out. `url` is where the page was fetched. Pure.
struct FeedLinks {
  std::vector<Discovery::Found> feeds;
  std::string site;  ///< what the site calls itself: og:site_name, else the title
  std::string lang;
};
FeedLinks find_feed_links(std::string_view html, std::string_view url);

/// Finds out, from any address of a site: a feed, a sitemap, or a page, whose links to feeds count, else the
/// usual addresses of feeds, else the sitemaps of robots.txt, else the usual addresses of sitemaps. Feeds
/// that give no other items than one before are left out. A feed's home on another site counts only where
/// that page links to the feed: else anybody's feed could pass for that site's.
///
/// Makes at most kMaxRequests besides those for robots.txt and redirects, one after the other, and returns
/// when that is done. One thread, the fetcher's.
class Discoverer {
 public:
  static constexpr std::size_t kMaxRequests = 16;
  static constexpr std::size_t kMaxFeeds = 5;

  /// All must live longer; `visitor` and `robots` fetch by `fetcher`, which has nothing else under way.
  Discoverer(net::Fetcher& fetcher, Visitor& visitor, RobotsCache& robots)
      : fetcher_(fetcher), visitor_(visitor), robots_(robots) {}

  /// The errors of Visitor for the address itself; kNotFound where the site announces nothing, which says
  /// what was tried.
  Result<Discovery> run(const std::string& url);

 private:
  struct Answer {
    std::string url;  ///< that counts from now on: where it moved to for good
    net::FetchResponse response;
    bool direct = false;  ///< it came from there
  };
  struct Search;

  static bool is_sitemap(const Answer& answer);
  Result<Answer> get(const std::string& url);
  bool try_feed(const std::string& url, Search& search);
  bool try_sitemap(const std::string& url, Search& search);
  void follow_links(const Answer& page, Search& search);
  void search_page(const Answer& page, Search& search);
  bool is_of_home(const std::string& feed, const std::string& home);
  std::vector<std::string> sitemaps_of_robots(const net::Url& url);

  net::Fetcher& fetcher_;
  Visitor& visitor_;
  RobotsCache& robots_;
  std::size_t requests_ = 0;
};

}  // namespace kabar::collect
