#include "kabar/collect/collector.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kabar/base/hash.h"
#include "kabar/collect/map_ledger.h"
#include "kabar/net/fake_fetcher.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using net::fake_response;
using Answer = Result<net::FetchResponse>;

constexpr std::string_view kFeedType = "Content-Type: application/rss+xml\r\n";
constexpr std::string_view kHtmlType = "Content-Type: text/html\r\n";

std::string feed(const std::vector<int>& numbers, const std::string& host = "a.example") {
  std::string out = "<rss version='2.0'><channel><title>A</title>";
  for (const int number : numbers)
    out += fmt::format("<item><title>News {0}</title><link>https://{1}/news/{0}</link></item>", number, host);
  return out + "</channel></rss>";
}

/// A web of one function, a ledger, and the collector between them.
class CollectorTest : public testing::Test {
 protected:
  using Web = std::function<Answer(const net::FetchRequest&)>;

  Answer answer(const net::FetchRequest& request) {
    const bool robots = request.url.ends_with("/robots.txt") && !outage_;
    if (robots && request.url.starts_with(slow_))
      return fake_response(200, "User-agent: *\nCrawl-delay: 300\n");
    return robots ? fake_response(404) : web_(request);
  }
  void run(std::chrono::seconds length) {
    const auto end = time_.now() + length;
    while (time_.now() < end) ASSERT_TRUE(collector_.run_once(1s));
    ASSERT_TRUE(collector_.hand_over());
  }
  std::size_t requests_of(const std::string& url) const {
    const auto urls = inner_.urls();
    return static_cast<std::size_t>(std::count(urls.begin(), urls.end(), url));
  }

  net::FakeTime time_;
  Web web_;
  std::string slow_ = "none";  ///< how the addresses begin of sites that ask for a long delay
  bool outage_ = false;        ///< web_ answers for robots.txt, too
  net::FakeFetcher inner_{time_, [this](const net::FetchRequest& request) { return answer(request); }};
  net::PoliteFetcher polite_{inner_, {}, time_.fetch_time()};
  RobotsCache robots_{
      polite_, time_, {.on_crawl_delay = [this](const std::string& host, std::chrono::seconds delay) {
        polite_.set_crawl_delay(host, delay);
      }}};
  Visitor visitor_{polite_, robots_};
  MapLedger ledger_;
  Collector collector_{ledger_, visitor_, polite_, time_, {}, time_.fetch_time()};
};

TEST_F(CollectorTest, TakesThePagesThatAFeedAnnounces) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1, 2}), kFeedType);
    return fake_response(200, "<p>" + request.url, kHtmlType);
  };
  run(60s);
  EXPECT_EQ(ledger_.taken(),
            (std::vector<std::string>{"https://a.example/news/1", "https://a.example/news/2"}));
  EXPECT_EQ(ledger_.channel(1).state.items, 2U);
  EXPECT_EQ(ledger_.channel(1).title, "A");
  EXPECT_TRUE(ledger_.channel(1).state.trouble.empty());
}

TEST_F(CollectorTest, FetchesNoPageWhereTheFeedsTextIsAllThatIsWanted) {
  ledger_.add("https://a.example/feed").full_text = FullTextPolicy::kNever;
  ledger_.add("https://b.example/feed").full_text = FullTextPolicy::kAlways;
  const std::string text(400, 'x');
  web_ = [&text](const net::FetchRequest& request) -> Answer {
    const std::string host = request.url.starts_with("https://a.") ? "a.example" : "b.example";
    if (!request.url.ends_with("/feed")) return fake_response(200, "<p>" + request.url, kHtmlType);
    return fake_response(
        200,
        "<rss><channel><item><title>Teaser</title><link>https://" + host +
            "/1</link><description>Short …</description></item><item><title>Whole</title><link>"
            "https://" +
            host + "/2</link><description>" + text + text + text + "</description></item></channel></rss>",
        kFeedType);
  };
  run(60s);
  EXPECT_EQ(requests_of("https://a.example/1") + requests_of("https://a.example/2"), 0U);
  EXPECT_EQ(requests_of("https://b.example/1") + requests_of("https://b.example/2"), 2U);
  EXPECT_EQ(ledger_.taken().size(), 4U);
}

TEST_F(CollectorTest, HearsOfAHubFromAFeedThatDidNotChange) {
  for (const bool conditional : {true, false}) {
    Channel channel;
    channel.url = "https://a.example/feed";
    const std::string body =
        "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><atom:link rel='hub' "
        "href='https://hub.example/'/><atom:link rel='self' href='https://a.example/feed'/></channel></rss>";
    channel.state.body_hash = hash64(body);  // as a kabar left it that knew of no hubs
    channel.state.last_success = time_.now() - 1h;
    Visit visit;
    visit.url = channel.url;
    visit.response = conditional ? fake_response(304, "",
                                                 "Link: <https://hub.example/>; rel=hub, "
                                                 "<https://a.example/feed>; rel=self\r\n")
                                 : fake_response(200, body, kFeedType);
    const auto harvest = look({channel, {}, {}}, std::move(visit), time_.now(), {});
    ASSERT_TRUE(harvest.hub);
    EXPECT_EQ(harvest.hub->hub, "https://hub.example/");
    EXPECT_EQ(harvest.hub->topic, "https://a.example/feed");
  }
}

TEST_F(CollectorTest, FetchesAPageOnceWhateverManyFeedsAnnounceIt) {
  for (int i = 0; i < 5; ++i) ledger_.add(fmt::format("https://a.example/feed{}", i));
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url.find("/feed") == std::string::npos) return fake_response(200, "<p>text", kHtmlType);
    return fake_response(200, feed({1}, request.url.ends_with('3') ? "www.a.example" : "a.example"),
                         kFeedType);
  };
  run(10min);
  EXPECT_EQ(ledger_.taken().size(), 1U);
}

TEST_F(CollectorTest, FetchesAPageOnceWhateverManyAddressesLeadToIt) {
  constexpr int kOutlets = 6;
  for (int i = 0; i < kOutlets; ++i) ledger_.add(fmt::format("https://outlet{}.example/feed", i));
  web_ = [](const net::FetchRequest& request) -> Answer {
    const auto url = *net::Url::parse(request.url);
    if (url.path == "/feed") return fake_response(200, feed({1}, url.host), kFeedType);
    if (url.host == "target.example") return fake_response(200, "<p>text", kHtmlType);
    const bool for_good = url.host == "outlet1.example";
    return fake_response(for_good ? 301 : 302, "",
                         "Location: https://target.example/news?utm_source=rss\r\n");
  };
  run(60s);
  EXPECT_EQ(requests_of("https://target.example/news?utm_source=rss"), 1U);
  EXPECT_EQ(ledger_.taken(), std::vector<std::string>{"https://target.example/news?utm_source=rss"});
  EXPECT_EQ(ledger_.pages().size(), kOutlets + 1U);
  EXPECT_EQ(ledger_.pages().at("target.example/news").status, 200);
  run(std::chrono::days{9});
  EXPECT_EQ(ledger_.taken().size(), 1U);
  EXPECT_EQ(requests_of("https://target.example/news?utm_source=rss"), 5U);
  EXPECT_EQ(requests_of("https://outlet1.example/news/1"), 1U);
  EXPECT_EQ(requests_of("https://outlet2.example/news/1"), 5U) << "it may come to be an own page again";
}

TEST_F(CollectorTest, TakesARedirectThatEndsForAPageOfItsOwnAgain) {
  ledger_.add("https://a.example/feed");
  bool closed = true;
  web_ = [&closed](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1, 2}), kFeedType);
    if (request.url.ends_with("/closed")) return fake_response(503);
    if (closed) return fake_response(302, "", "Location: /closed\r\n");
    return fake_response(200, "<p>" + request.url, kHtmlType);
  };
  run(10min);
  closed = false;
  run(std::chrono::days{2});
  EXPECT_EQ(ledger_.taken().size(), 2U);
}

TEST_F(CollectorTest, LooksAgainAtPagesAndTakesThoseThatChanged) {
  ledger_.add("https://a.example/feed");
  int visits = 0;
  web_ = [&visits](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1}), kFeedType);
    return fake_response(200, ++visits > 2 ? "<p>mended" : "<p>text", kHtmlType);
  };
  run(std::chrono::days{9});
  EXPECT_EQ(visits, 5);
  EXPECT_EQ(ledger_.taken().size(), 2U);
}

TEST_F(CollectorTest, SendsBackWhatItWasSent) {
  ledger_.add("https://a.example/feed");
  std::vector<net::FetchRequest> asked;
  web_ = [&asked](const net::FetchRequest& request) -> Answer {
    asked.push_back(request);
    if (!request.etag.empty()) return fake_response(304);
    return fake_response(200, feed({}), "ETag: W/\"odd \xFF\"\r\nLast-Modified: yesterday\r\n");
  };
  run(std::chrono::days{2});
  ASSERT_GT(asked.size(), 2U);
  for (std::size_t i = 1; i < asked.size(); ++i) {
    EXPECT_EQ(asked[i].etag, "W/\"odd \xFF\"");
    EXPECT_EQ(asked[i].last_modified, "yesterday");
  }
}

TEST_F(CollectorTest, FollowsAMoveForGoodWhenItHeld) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url == "https://a.example/feed")
      return fake_response(301, "", "Location: https://b.example/new\r\n");
    return fake_response(200, feed({}), kFeedType);
  };
  run(std::chrono::days{3});
  EXPECT_EQ(ledger_.channel(1).url, "https://a.example/feed");
  EXPECT_EQ(ledger_.channel(1).state.moved_to, "https://b.example/new");
  run(std::chrono::days{6});
  EXPECT_EQ(ledger_.channel(1).url, "https://b.example/new");
  EXPECT_TRUE(ledger_.channel(1).state.moved_to.empty());
}

TEST_F(CollectorTest, SaysWhatIsWrongAndBacksOff) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest&) -> Answer { return fake_response(403); };
  run(24h);
  const auto& state = ledger_.channel(1).state;
  EXPECT_EQ(state.trouble, "HTTP status 403");
  EXPECT_GT(state.failures, 5U);
  EXPECT_LT(requests_of("https://a.example/feed"), 12U);
  EXPECT_TRUE(state.failing_since);
}

TEST_F(CollectorTest, ComesBackSoonAfterAnOutageOfManyHours) {
  ledger_.add("https://a.example/feed");
  bool out = true;
  web_ = [&out](const net::FetchRequest& request) -> Answer {
    if (out) return Error{Errc::kIo, request.url + ": no connection"};
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1}), kFeedType);
    return fake_response(200, "<p>text", kHtmlType);
  };
  outage_ = true;
  run(30h);
  EXPECT_FALSE(ledger_.channel(1).state.trouble.empty());
  out = outage_ = false;
  run(80min);
  EXPECT_TRUE(ledger_.channel(1).state.trouble.empty()) << ledger_.channel(1).state.trouble;
  EXPECT_EQ(ledger_.taken().size(), 1U);
}

TEST_F(CollectorTest, NeverAsksAgainForWhatIsGone) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest&) -> Answer { return fake_response(410); };
  run(48h);
  EXPECT_EQ(requests_of("https://a.example/feed"), 1U);
  EXPECT_TRUE(ledger_.channel(1).state.gone);
}

TEST_F(CollectorTest, AsksTheSitemapsThatAnIndexNames) {
  ledger_.add("https://a.example/sitemap.xml", ChannelKind::kSitemap);
  const auto today = to_iso(time_.now());
  web_ = [&today](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/sitemap.xml"))
      return fake_response(
          200, "<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>");
    if (request.url.ends_with("/s1.xml"))
      return fake_response(200,
                           "<urlset><url><loc>https://a.example/news/1</loc><lastmod>" + today +
                               "</lastmod></url><url><loc>https://a.example/news/2</loc><lastmod>2001-01-01"
                               "</lastmod></url></urlset>");
    return fake_response(200, "<p>text", kHtmlType);
  };
  run(60s);
  EXPECT_EQ(ledger_.taken(), (std::vector<std::string>{"https://a.example/news/1"}));
}

TEST_F(CollectorTest, TakesNoSitemapOfAnotherSiteForItsOwn) {
  ledger_.add("https://a.example/sitemap.xml", ChannelKind::kSitemap);
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url != "https://a.example/sitemap.xml") return fake_response(404);
    return fake_response(200,
                         "<sitemapindex><sitemap><loc>https://b.example/sitemap.xml</loc></sitemap><sitemap>"
                         "<loc>https://news.a.example/s.xml</loc></sitemap></sitemapindex>");
  };
  run(5s);
  ASSERT_EQ(ledger_.channels(), 2U);
  EXPECT_EQ(ledger_.channel(2).url, "https://news.a.example/s.xml");
}

TEST_F(CollectorTest, FetchesWhatOthersAnnouncedTooEarlyWhenItsOwnSiteAnnouncesIt) {
  ledger_.add("https://evil.example/feed");
  bool published = false;
  web_ = [&published](const net::FetchRequest& request) -> Answer {
    if (request.url == "https://evil.example/feed") return fake_response(200, feed({1, 2}), kFeedType);
    if (request.url == "https://b.example/feed") return fake_response(200, feed({2}), kFeedType);
    if (request.url == "https://a.example/feed") return fake_response(200, feed({1}), kFeedType);
    return published ? fake_response(200, "<p>text", kHtmlType) : fake_response(404);
  };
  run(48h);
  EXPECT_EQ(requests_of("https://a.example/news/1"), 5U) << "some tries while it is young";
  published = true;
  ledger_.add("https://a.example/feed");
  ledger_.add("https://b.example/feed");
  run(60s);
  EXPECT_EQ(ledger_.taken(), (std::vector<std::string>{"https://a.example/news/1"}));
}

TEST_F(CollectorTest, FetchesAPageThatItsFeedAnnouncedBeforeItWasThere) {
  ledger_.add("https://a.example/feed");
  const auto there_from = time_.now() + 4min;
  web_ = [&](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1}), kFeedType);
    return time_.now() < there_from ? fake_response(404) : fake_response(200, "<p>text", kHtmlType);
  };
  run(6min);
  EXPECT_EQ(ledger_.taken().size(), 1U);
}

TEST_F(CollectorTest, TakesTheLinksOfAPageThatMayBeArticles) {
  ledger_.add("https://a.example/", ChannelKind::kPage);
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url != "https://a.example/") return fake_response(200, "<p>text", kHtmlType);
    return fake_response(
        200,
        "<title>A</title><a href='/sport/'>Sport</a><a href='/what-they-said-now'>1</a>"
        "<a href='https://elsewhere.example/news-of-others-1'>2</a><a href='/2026/03/02/x'>3</a>",
        kHtmlType);
  };
  run(60s);
  EXPECT_EQ(ledger_.taken(), (std::vector<std::string>{"https://a.example/2026/03/02/x",
                                                       "https://a.example/what-they-said-now"}));
}

TEST_F(CollectorTest, SaysWhyAPageOfLinksGivesNothing) {
  ledger_.add("https://a.example/", ChannelKind::kPage);
  web_ = [](const net::FetchRequest&) -> Answer {
    return fake_response(200, "<a href='/1'>1</a><a href='/2'>2</a>", kHtmlType);
  };
  run(60s);
  EXPECT_THAT(ledger_.channel(1).state.trouble, testing::HasSubstr("none of its 2 links"));
}

TEST_F(CollectorTest, WhatCannotBeReadStaysTroubleWhileItIsUnchanged) {
  ledger_.add("https://a.example/feed");
  bool broken = true;
  web_ = [&broken](const net::FetchRequest& request) -> Answer {
    if (request.etag == "\"1\"" && broken) return fake_response(304, "", "ETag: \"1\"\r\n");
    return fake_response(200, broken ? "<html><p>a page" : feed({}), "ETag: \"1\"\r\n");
  };
  run(10min);
  ASSERT_GE(ledger_.channel(1).state.failures, 2U) << ledger_.channel(1).state.trouble;
  broken = false;
  run(60min);
  EXPECT_EQ(ledger_.channel(1).state.trouble, "");
}

TEST_F(CollectorTest, LeavesOutWhatAsksNotToBeKept) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest& request) -> Answer {
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1, 2}), kFeedType);
    const bool by_field = request.url.ends_with('1');
    return fake_response(200, by_field ? "<p>text" : "<meta name=robots content=noindex><p>text",
                         by_field ? "X-Robots-Tag: noindex\r\n" : "");
  };
  run(60s);
  EXPECT_TRUE(ledger_.taken().empty());
}

TEST_F(CollectorTest, LetsASiteWithManyFeedsHoldUpNothingElse) {
  for (int i = 0; i < 3000; ++i) ledger_.add(fmt::format("https://many.example/feed{}", i));
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest&) -> Answer { return fake_response(200, feed({}), kFeedType); };
  run(30s);
  EXPECT_EQ(requests_of("https://a.example/feed"), 1U);
  run(70min);
  EXPECT_GE(inner_.asked().size(), 3000U);
}

TEST_F(CollectorTest, LetsASourceThatNamesManySlowSitesHoldUpNothingElse) {
  slow_ = "https://slow";
  ledger_.add("https://many.example/feed");
  bool full = false;
  web_ = [&full](const net::FetchRequest& request) -> Answer {
    if (request.url == "https://many.example/feed") {
      std::string out = "<rss version='2.0'><channel>";
      for (int i = 0; full && i < 1200; ++i)
        out += fmt::format("<item><title>{0}</title><link>https://slow{1}.example/{0}</link></item>", i,
                           i % 400);
      return fake_response(200, out + "</channel></rss>", kFeedType);
    }
    if (request.url.ends_with("/feed")) return fake_response(200, feed({1}, "good.example"), kFeedType);
    return fake_response(200, "<p>" + request.url, kHtmlType);
  };
  run(5s);
  full = true;
  run(30min);
  EXPECT_GT(inner_.asked().size(), 800U);
  ledger_.add("https://good.example/feed");
  run(10s);
  EXPECT_EQ(requests_of("https://good.example/news/1"), 1U);
}

TEST_F(CollectorTest, GivesASourceNoMoreThanItsShare) {
  net::FakeFetcher inner(
      time_, [](const net::FetchRequest&) -> Answer { return fake_response(404); }, 60s);
  net::PoliteFetcher polite(inner, {}, time_.fetch_time());
  RobotsCache robots(polite, time_, {});
  Visitor visitor(polite, robots);
  Collector collector(ledger_, visitor, polite, time_, {}, time_.fetch_time());
  for (int i = 0; i < 600; ++i) ledger_.add(fmt::format("https://slow{}.example/feed", i)).source = "slow";
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(collector.run_once(1s));
  EXPECT_EQ(inner.asked().size(), CollectorOptions{}.max_of_source);
  ledger_.add("https://good.example/feed");
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(collector.run_once(1s));
  EXPECT_EQ(inner.asked().back().request.url, "https://good.example/robots.txt");
  for (const auto end = time_.now() + 150min; time_.now() < end;) ASSERT_TRUE(collector.run_once(1s));
  EXPECT_GE(inner.asked().size(), 1200U) << "all of them come to their turn";
}

TEST_F(CollectorTest, LetsAFeedNotWaitForThePagesThatOthersNameAtItsSite) {
  ledger_.add("https://evil.example/feed");
  std::vector<int> many;
  for (int i = 1; i < 60; ++i) many.push_back(i);
  web_ = [&many](const net::FetchRequest& request) -> Answer {
    const bool evil = request.url == "https://evil.example/feed";
    if (request.url.ends_with("/feed"))
      return fake_response(200, feed(evil ? many : std::vector{99}), kFeedType);
    return fake_response(200, "<p>" + request.url, kHtmlType);
  };
  run(10s);
  ledger_.add("https://a.example/feed");
  run(10s);
  EXPECT_EQ(requests_of("https://a.example/feed"), 1U);
}

TEST_F(CollectorTest, KeepsALifetimeThatA304DoesNotRepeat) {
  ledger_.add("https://a.example/feed");
  std::vector<net::FakeTime::Time> asked;
  web_ = [&](const net::FetchRequest& request) -> Answer {
    if (!request.url.ends_with("/feed")) return fake_response(404);
    asked.push_back(time_.steady());
    if (!request.etag.empty()) return fake_response(304);
    return fake_response(200, feed({1, 2, 3}), "ETag: \"1\"\r\nCache-Control: max-age=3600\r\n");
  };
  run(24h);
  ASSERT_GT(asked.size(), 2U);
  for (std::size_t i = 1; i < asked.size(); ++i) EXPECT_GE(asked[i] - asked[i - 1], 1h) << i;
}

}  // namespace
}  // namespace kabar::collect
