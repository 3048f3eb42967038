#include "kabar/collect/discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "kabar/net/fake_fetcher.h"

namespace kabar::collect {
namespace {

using net::fake_response;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

std::string rss(const std::string& title, const std::vector<int>& items) {
  auto out = "<rss version=\"2.0\"><channel><title>" + title +
             "</title><link>https://quay.example/</link><language>nl</language>";
  for (const int item : items)
    out += "<item><title>n</title><link>https://quay.example/" + std::to_string(item) + "</link></item>";
  return out + "</channel></rss>";
}

constexpr std::string_view kSitemap =
    R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://quay.example/1</loc></url></urlset>)";

class DiscoveryTest : public testing::Test {
 protected:
  Result<Discovery> run(const std::string& url) { return Discoverer(fetcher_, visitor_, robots_).run(url); }
  static std::vector<std::string> urls(const Discovery& found) {
    std::vector<std::string> out;
    for (const auto& channel : found.channels) out.push_back(channel.url);
    return out;
  }
  void page(const std::string& url, std::string_view body, std::string_view fields = "") {
    web_[url] = fake_response(200, body, fields);
  }
  Result<net::FetchResponse> answer(const net::FetchRequest& request) {
    const auto at = web_.find(request.url);
    return at == web_.end() ? fake_response(404) : at->second;
  }

  net::FakeTime time_;
  std::map<std::string, net::FetchResponse, std::less<>> web_;
  net::FakeFetcher fetcher_{time_, [this](const net::FetchRequest& request) { return answer(request); }};
  RobotsCache robots_{fetcher_, time_, {}};
  Visitor visitor_{fetcher_, robots_};
};

TEST_F(DiscoveryTest, AFeedIsItself) {
  page("https://quay.example/feed", rss("Quay", {1}));
  const auto found = run("https://quay.example/feed");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(urls(*found), ElementsAre("https://quay.example/feed"));
  EXPECT_EQ(found->channels[0].kind, ChannelKind::kFeed);
  EXPECT_EQ(found->name, "Quay");
  EXPECT_EQ(found->home, "https://quay.example/");
  EXPECT_EQ(found->lang, "nl");
}

TEST_F(DiscoveryTest, AHomeOnAnotherSiteCountsOnlyWhereItLinksBack) {
  page("https://feeds.example/quay", rss("Quay", {1}));
  EXPECT_EQ(run("https://feeds.example/quay")->home, "");
  page("https://quay.example/",
       "<link rel=alternate type=application/rss+xml href=https://other.example/quay>");
  EXPECT_EQ(run("https://feeds.example/quay")->home, "");
  page("https://quay.example/",
       "<link rel=alternate type=application/rss+xml href=https://feeds.example/quay>");
  EXPECT_EQ(run("https://feeds.example/quay")->home, "https://quay.example/");
}

TEST_F(DiscoveryTest, AFeedThatMovedForGoodIsWhereItMoved) {
  web_["http://quay.example/feed"] = fake_response(301, "", "Location: https://quay.example/feed\r\n");
  web_["http://quay.example/now"] = fake_response(302, "", "Location: https://quay.example/feed\r\n");
  page("https://quay.example/feed", rss("Quay", {1}));
  EXPECT_THAT(urls(*run("http://quay.example/feed")), ElementsAre("https://quay.example/feed"));
  EXPECT_THAT(urls(*run("http://quay.example/now")), ElementsAre("http://quay.example/now"));
}

TEST_F(DiscoveryTest, APageNamesItsFeeds) {
  page("https://quay.example/", R"(<html lang="nl-BE"><head><title>Home</title>
    <meta property="og:site_name" content="Quay &amp; Sea">
    <link rel="alternate" type="application/rss+xml" href="/all.xml">
    <link rel="alternate" type="application/atom+xml" href="same.atom">
    <link rel="alternate" type="application/rss+xml" href="/broken.xml">
    <link rel="Alternate home" type="application/rss+xml;charset=utf-8" href="//cdn.example/sport.xml">)");
  page("https://quay.example/all.xml", rss("All", {1, 2, 3}));
  page("https://quay.example/same.atom", rss("Same", {3, 1}));
  page("https://quay.example/broken.xml", "<html>");
  page("https://cdn.example/sport.xml", rss("Sport", {3, 4}));
  const auto found = run("https://quay.example/");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(urls(*found), ElementsAre("https://quay.example/all.xml", "https://cdn.example/sport.xml"));
  EXPECT_EQ(found->channels[1].title, "Sport");
  EXPECT_EQ(found->name, "Quay & Sea");
  EXPECT_EQ(found->home, "https://quay.example/");
  EXPECT_EQ(found->lang, "nl-BE");
}

TEST_F(DiscoveryTest, TheUsualAddressesAreTriedWhereAPageNamesNone) {
  page("https://quay.example/news/today", "<title>Quay</title>");
  page("https://quay.example/feed.xml", rss("Quay", {1}));
  const auto found = run("https://quay.example/news/today");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(urls(*found), ElementsAre("https://quay.example/feed.xml"));
}

TEST_F(DiscoveryTest, ASiteWithoutFeedsHasSitemaps) {
  page("https://quay.example/", "<title>Quay</title>");
  page("https://quay.example/robots.txt",
       "User-agent: *\nDisallow: /x\nSitemap: https://quay.example/all.xml\nSitemap: /news.xml\n");
  page("https://quay.example/all.xml", kSitemap);
  page("https://quay.example/news.xml", kSitemap);
  const auto found = run("https://quay.example/");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(urls(*found), ElementsAre("https://quay.example/news.xml"));
  EXPECT_EQ(found->channels[0].kind, ChannelKind::kSitemap);
  EXPECT_EQ(found->name, "Quay");
}

TEST_F(DiscoveryTest, ASitemapAtTheUsualAddressOfAFeedIsOne) {
  page("https://quay.example/", "<title>Quay</title>");
  page("https://quay.example/robots.txt",
       "User-agent: *\nDisallow: /x\nSitemap: https://quay.example/index.xml\n");
  page("https://quay.example/index.xml", kSitemap);
  const auto found = run("https://quay.example/");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_THAT(urls(*found), ElementsAre("https://quay.example/index.xml"));
  EXPECT_EQ(found->channels[0].kind, ChannelKind::kSitemap);
  EXPECT_THAT(fetcher_.urls(), Contains("https://quay.example/index.xml").Times(1));
  page("https://quay.example/robots.txt", "");
  EXPECT_TRUE(run("https://quay.example/"));
}

TEST_F(DiscoveryTest, WhatIsForbiddenIsNotTried) {
  page("https://quay.example/", R"(<link rel=alternate type=application/rss+xml href=/private/feed>)");
  page("https://quay.example/robots.txt", "User-agent: kabar\nDisallow: /private\n");
  page("https://quay.example/private/feed", rss("Quay", {1}));
  EXPECT_FALSE(run("https://quay.example/"));
  for (const auto& url : fetcher_.urls()) EXPECT_EQ(url.find("private"), std::string::npos);
}

TEST_F(DiscoveryTest, ASiteThatAnnouncesNothingCostsAFewRequests) {
  std::string links;
  for (int i = 0; i < 100; ++i)
    links += "<link rel=alternate type=application/rss+xml href=/f" + std::to_string(i) + ">";
  page("https://quay.example/", links);
  const auto found = run("https://quay.example/");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Errc::kNotFound);
  EXPECT_THAT(found.error().message, HasSubstr("--as page"));
  EXPECT_THAT(fetcher_.urls(), SizeIs(Le(Discoverer::kMaxRequests + 1)));
}

TEST_F(DiscoveryTest, WhatIsNotThereIsTold) {
  const auto found = run("https://quay.example/gone");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr("HTTP status 404"));
}

TEST(FeedLinks, LeaveOutCommentsAndWhatIsNoFeed) {
  const auto links = find_feed_links(R"html(<base href="https://other.example/a/">
    <link rel="alternate" type="application/rss+xml" title="Quay &raquo; Comments Feed" href="x">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" type="application/json" href="/wp-json/v2/pages/7">
    <link rel="alternate" hreflang="fr" href="/fr/">
    <link rel="stylesheet" type="application/rss+xml" href="/y">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    <link rel="alternate" type="application/rss+xml" title="B" href="b#x">
    <link rel="alternate" type="application/rss+xml" href="b">
    <link rel="alternate" type="application/feed+json" href="/c">)html",
                                     "https://quay.example/");
  ASSERT_THAT(links.feeds, SizeIs(2));
  EXPECT_EQ(links.feeds[0].url, "https://other.example/a/b");
  EXPECT_EQ(links.feeds[0].title, "B");
  EXPECT_EQ(links.feeds[1].url, "https://other.example/c");
  EXPECT_THAT(find_feed_links("<link", "nowhere").feeds, IsEmpty());
}

}  // namespace
}  // namespace kabar::collect
