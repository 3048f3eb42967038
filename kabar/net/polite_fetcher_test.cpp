#include "kabar/net/polite_fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "kabar/base/test_folder.h"
#include "kabar/net/fake_fetcher.h"
#include "kabar/net/rate_limiter.h"

namespace kabar::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;

RateLimiter::Time at(int ms) {
  return RateLimiter::Time(milliseconds(ms));
}

TEST(RateLimiter, CountsTheHostsOfOneOwnerAsOneSite) {
  EXPECT_EQ(RateLimiter::site_of("news.bbc.co.uk"), RateLimiter::site_of("www.bbc.co.uk"));
  EXPECT_NE(RateLimiter::site_of("a.blogspot.com"), RateLimiter::site_of("b.blogspot.com"));
  EXPECT_NE(RateLimiter::site_of("10.0.0.1"), RateLimiter::site_of("127.0.0.1"));
  EXPECT_EQ(RateLimiter::site_of("localhost"), "localhost");
}

TEST(RateLimiter, KeepsStartsApartAndOneAtATime) {
  RateLimiter limiter(seconds(1));
  EXPECT_LE(*limiter.free_from("a"), at(0));
  limiter.started("a", at(100));
  EXPECT_FALSE(limiter.free_from("a"));
  EXPECT_LE(*limiter.free_from("b"), at(0));
  limiter.ended("a");
  EXPECT_EQ(limiter.free_from("a"), at(1100));
}

TEST(RateLimiter, GivesMoreTimeToWhoAsksForIt) {
  RateLimiter limiter(seconds(1));
  limiter.started("a", at(0));
  limiter.ended("a");
  limiter.set_delay("a", "www.a", seconds(10));
  EXPECT_EQ(limiter.free_from("a"), at(10'000));
  limiter.set_delay("a", "m.a", seconds(5));
  limiter.set_delay("a", "m.a", seconds(0));
  EXPECT_EQ(limiter.free_from("a"), at(10'000));
  limiter.set_delay("a", "www.a", milliseconds(10));
  EXPECT_EQ(limiter.free_from("a"), at(1000));
}

TEST(RateLimiter, ForgetsSitesThatMayBeAskedAgain) {
  RateLimiter limiter(seconds(1));
  for (const auto* site : {"over", "busy", "slow", "just"})
    limiter.started(site, at(site[0] == 'j' ? 500 : 0));
  limiter.set_delay("slow", "slow", seconds(9));
  for (const auto* site : {"over", "slow", "just"}) limiter.ended(site);
  limiter.set_delay("never", "never", seconds(0));
  limiter.forget_idle(at(1000));
  EXPECT_EQ(limiter.size(), 3U);
}

class Polite : public testing::Test {
 protected:
  void start(std::string_view url) {
    FetchRequest request;
    request.url = url;
    polite_.start(request, [this, name = std::string(url)](const auto&) { ended_.push_back(name); });
  }
  void run() {
    while (polite_.run_once(milliseconds(700))) continue;
    EXPECT_EQ(polite_.under_way(), 0U);
  }
  /// The starts of a host's requests.
  std::vector<int> starts(std::string_view host) const {
    std::vector<int> out;
    for (const auto& asked : inner_.asked()) {
      if (asked.request.url.find(host) != std::string::npos)
        out.push_back(static_cast<int>(asked.at.time_since_epoch().count()));
    }
    return out;
  }

  FakeTime time_;
  FakeFetcher inner_{time_, [](const FetchRequest&) { return fake_response(200); }, milliseconds(30)};
  PoliteFetcher polite_{inner_, {.interval = seconds(1), .connections = 3}, time_.fetch_time()};
  std::vector<std::string> ended_;
};

TEST_F(Polite, KeepsRequestsToOneSiteApartAndInOrder) {
  for (const auto* url : {"http://www.a.example/1", "http://m.a.example/2", "https://a.example/3"})
    start(url);
  EXPECT_EQ(polite_.under_way(), 3U);
  run();
  EXPECT_THAT(ended_, ElementsAre("http://www.a.example/1", "http://m.a.example/2", "https://a.example/3"));
  EXPECT_THAT(starts("a.example"), ElementsAre(1, 1001, 2001));
}

TEST_F(Polite, LetsOtherSitesGoAtOnce) {
  for (const auto* url :
       {"http://a.example/1", "http://a.example/2", "http://b.example/", "http://c.example/"})
    start(url);
  run();
  EXPECT_THAT(starts("b.example"), ElementsAre(1));
  EXPECT_THAT(starts("c.example"), ElementsAre(1));
  EXPECT_THAT(starts("a.example"), ElementsAre(1, 1001));
}

TEST_F(Polite, WaitsAsLongAsTheSiteAsks) {
  polite_.set_crawl_delay("www.a.example", seconds(5));
  start("http://www.a.example/1");
  start("http://a.example/2");
  run();
  EXPECT_THAT(starts("a.example"), ElementsAre(1, 5001));
}

TEST(PoliteRest, EndsWhatIsInLineAndWhatComesWhileASiteAsksForRest) {
  FakeTime time;
  FakeFetcher inner(time, [](const FetchRequest&) { return fake_response(503); });
  const auto rest = [](const FetchResponse&) { return std::optional(milliseconds(60'000)); };
  PoliteFetcher polite(inner, {.rest = rest}, time.fetch_time());
  std::vector<std::string> ended;
  const auto start = [&](std::string url) {
    FetchRequest request;
    request.url = std::move(url);
    polite.start(std::move(request), [&](const Result<FetchResponse>& answer) {
      ended.push_back(answer ? "answered" : answer.error().message);
    });
  };
  const auto ask = [&](std::string url) {
    start(std::move(url));
    while (polite.run_once(milliseconds(10))) continue;
  };
  start("http://a.example/1");
  ask("http://www.a.example/2");
  ask("http://a.example/3");
  ask("http://b.example/1");
  time.pass(milliseconds(60'000));
  ask("http://a.example/4");
  const std::string words = ": not asked, as the site asks to be left alone";
  EXPECT_THAT(ended, ElementsAre("answered", "http://www.a.example/2" + words, "http://a.example/3" + words,
                                 "answered", "answered"));
  EXPECT_EQ(inner.asked().size(), 3U);
}

class PoliteProcesses : public InFolder {};

TEST_F(PoliteProcesses, KeepTheRateOfASiteTogether) {
  FakeTime time;
  FakeFetcher inner(
      time, [](const FetchRequest&) { return fake_response(200); }, milliseconds(30));
  auto one_book = *SiteBook::open(folder_ / "sites", time.wall());
  auto other_book = *SiteBook::open(folder_ / "sites", time.wall());
  PoliteFetcher one(inner, {.book = &one_book}, time.fetch_time());
  PoliteFetcher other(inner, {.book = &other_book}, time.fetch_time());
  int ended = 0;
  for (int i = 0; i < 20; ++i) {
    FetchRequest request;
    request.url = "https://a.example/" + std::to_string(i);
    (i % 3 == 0 ? one : other).start(request, [&ended](const auto&) { ++ended; });
  }
  while (one.run_once(milliseconds(70)) || other.run_once(milliseconds(70))) other.run_once(milliseconds(10));
  ASSERT_EQ(ended, 20);
  for (std::size_t i = 1; i < inner.asked().size(); ++i)
    EXPECT_GE(inner.asked()[i].at - inner.asked()[i - 1].at, seconds(1)) << i;
}

TEST_F(Polite, HasNoMoreConnectionsThanItMay) {
  for (int i = 0; i < 40; ++i) start("http://host" + std::to_string(i) + ".example/");
  std::size_t most = 0;
  while (polite_.run_once(milliseconds(10))) most = std::max(most, inner_.under_way());
  EXPECT_EQ(most, 3U);
  EXPECT_EQ(ended_.size(), 40U);
}

TEST_F(Polite, ThousandsOfRequestsKeepTheRateOfEachSite) {
  for (int i = 0; i < 3000; ++i)
    start("http://h" + std::to_string(i % 7) + ".site" + std::to_string(i * 31 % 101) + ".example/" +
          std::to_string(i));
  run();
  ASSERT_EQ(ended_.size(), 3000U);
  std::map<std::string, FakeTime::Time> last;
  for (const auto& asked : inner_.asked()) {
    const auto& url = asked.request.url;
    const auto site = url.substr(url.find(".site"), url.rfind('/') - url.find(".site"));
    const auto before = last.find(site);
    EXPECT_TRUE(before == last.end() || asked.at - before->second >= seconds(1)) << url;
    last[site] = asked.at;
  }
  EXPECT_EQ(last.size(), 101U);
}

TEST_F(Polite, PassesOnWhatIsNoAddress) {
  start("nonsense");
  run();
  EXPECT_THAT(inner_.urls(), ElementsAre("nonsense"));
}

TEST_F(Polite, GivesBackAtOnceWhatWouldWaitInLineForTooLong) {
  polite_.set_crawl_delay("a.example", seconds(300));
  std::vector<std::string> busy;
  const auto start = [&](const std::string& url, milliseconds in_line) {
    FetchRequest request;
    request.url = url;
    request.limits.in_line = in_line;
    polite_.start(std::move(request), [&busy, url](const Result<FetchResponse>& got) {
      if (!got && got.error().code == Errc::kBusy) busy.push_back(url);
    });
  };
  start("https://a.example/1", seconds(10));
  run();
  EXPECT_GT(polite_.turn_of("https://www.a.example/").wait, seconds(290));
  EXPECT_EQ(polite_.turn_of("https://www.a.example/").apart, seconds(300));
  EXPECT_EQ(polite_.turn_of("https://b.example/").wait, seconds(0));
  start("https://a.example/2", seconds(10));
  start("https://a.example/3", seconds(301));
  start("https://a.example/4", seconds(301));  // behind the third
  run();
  EXPECT_THAT(busy, ElementsAre("https://a.example/2", "https://a.example/4"));
  EXPECT_THAT(inner_.urls(), ElementsAre("https://a.example/1", "https://a.example/3"));
}

}  // namespace
}  // namespace kabar::net
