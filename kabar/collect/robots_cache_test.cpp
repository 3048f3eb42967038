#include "kabar/collect/robots_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "kabar/net/fake_fetcher.h"

namespace kabar::collect {
namespace {

using net::fake_response;
using net::FetchRequest;
using net::FetchResponse;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::string_view kForbidding = "User-agent: kabar\nDisallow: /private\nCrawl-delay: 7\n";

class RobotsCacheTest : public testing::Test {
 protected:
  /// Whether it may be fetched; what was said goes to `said_`.
  bool may_fetch(std::string_view address) {
    const auto url = net::Url::parse(address);
    if (!url) ADD_FAILURE() << address;
    std::optional<RobotsCache::Answer> answer;
    cache_.ask(*url, [&](const RobotsCache::Answer& file) { answer = file; });
    while (fetcher_.run_once(std::chrono::seconds(1))) continue;
    if (!answer) {
      ADD_FAILURE() << "no answer for " << address;
      return false;
    }
    const auto allowed = (*answer)->check(*url);
    said_ = allowed ? "" : allowed.error().message;
    const bool expected = (*answer)->kind == RobotsFile::Kind::kUnreachable
                              ? !allowed && allowed.error().code == Errc::kIo
                              : allowed || allowed.error().code == Errc::kRefused;
    EXPECT_TRUE(expected) << said_;
    return static_cast<bool>(allowed);
  }
  /// Minutes from each of so many tries in vain to when the next may be.
  std::vector<long> waits(std::size_t most) {
    std::vector<long> out;
    while (out.size() < most) {
      EXPECT_FALSE(may_fetch("http://a.example/"));
      EXPECT_EQ(fetcher_.asked().size(), out.size() + 1);
      auto& minutes = out.emplace_back(0);
      for (; cache_.known(*net::Url::parse("http://a.example/")); minutes += 5)
        time_.pass(std::chrono::minutes(5));
    }
    return out;
  }
  Result<FetchResponse> answer(const FetchRequest& request) {
    const auto at = web_.find(request.url);
    return at == web_.end() ? Result<FetchResponse>(Error{Errc::kIo, "no connection"}) : at->second;
  }

  net::FakeTime time_;
  std::map<std::string, FetchResponse, std::less<>> web_;
  net::FakeFetcher fetcher_{time_, [this](const FetchRequest& request) { return answer(request); }};
  std::map<std::string, std::chrono::seconds> delays_;
  RobotsCache cache_{
      fetcher_, time_, {.on_crawl_delay = [this](const std::string& host, std::chrono::seconds delay) {
        delays_[host] = delay;
      }}};
  std::string said_;
};

TEST_F(RobotsCacheTest, ObeysTheFileOfTheHost) {
  web_["https://a.example/robots.txt"] = fake_response(200, kForbidding);
  EXPECT_TRUE(may_fetch("https://a.example/news?page=1"));
  EXPECT_FALSE(may_fetch("https://a.example/private/1"));
  EXPECT_THAT(said_, HasSubstr("https://a.example/private/1: robots.txt forbids it"));
  EXPECT_THAT(fetcher_.urls(), ElementsAre("https://a.example/robots.txt"));
  EXPECT_EQ(delays_["a.example"], std::chrono::seconds(7));
}

TEST_F(RobotsCacheTest, HasAFileForEachSchemeAndPort) {
  web_["https://a.example/robots.txt"] = fake_response(200, kForbidding);
  web_["http://a.example/robots.txt"] = fake_response(404);
  web_["http://a.example:8080/robots.txt"] = fake_response(200, "User-agent: *\nDisallow: /");
  EXPECT_FALSE(may_fetch("https://a.example/private/"));
  EXPECT_TRUE(may_fetch("http://a.example/private/"));
  EXPECT_FALSE(may_fetch("http://a.example:8080/"));
}

struct StatusCase {
  int status;
  bool allowed;
};

TEST_F(RobotsCacheTest, TakesAMissingFileForLeaveAndTroubleForNone) {
  for (const auto& [status, allowed] :
       {StatusCase{400, true}, StatusCase{401, true}, StatusCase{403, true}, StatusCase{404, true},
        StatusCase{410, true}, StatusCase{451, true}, StatusCase{429, false}, StatusCase{500, false},
        StatusCase{503, false}, StatusCase{599, false}, StatusCase{304, false}}) {
    const auto host = "http://s" + std::to_string(status) + ".example";
    web_[host + "/robots.txt"] = fake_response(status, "User-agent: *\nDisallow: /");
    EXPECT_EQ(may_fetch(host + "/"), allowed) << status;
    EXPECT_THAT(said_, HasSubstr(allowed ? "" : "HTTP status " + std::to_string(status)));
  }
  EXPECT_FALSE(may_fetch("http://nobody.example/"));
  EXPECT_THAT(said_, HasSubstr("no connection"));
}

TEST_F(RobotsCacheTest, ObeysWhatComesWithAnyStatusOfSuccess) {
  for (const int status : {200, 201, 203, 206, 299}) {
    const auto host = "http://s" + std::to_string(status) + ".example";
    web_[host + "/robots.txt"] = fake_response(status, kForbidding);
    EXPECT_FALSE(may_fetch(host + "/private/")) << status;
    EXPECT_TRUE(may_fetch(host + "/")) << status;
  }
}

TEST_F(RobotsCacheTest, TakesAPageInItsPlaceForNoFile) {
  web_["http://a.example/robots.txt"] = fake_response(200, "<!doctype html><p>not here");
  EXPECT_TRUE(may_fetch("http://a.example/private/"));
}

TEST_F(RobotsCacheTest, FollowsFiveRedirectsAndNoMore) {
  for (int i = 0; i < 9; ++i) {
    const auto here =
        i == 0 ? std::string("http://a.example/robots.txt") : "http://b.example/" + std::to_string(i);
    web_[here] = fake_response(i % 2 == 0 ? 301 : 307, "",
                               "Location: http://b.example/" + std::to_string(i + 1) + "\r\n");
  }
  EXPECT_TRUE(may_fetch("http://a.example/private/"));
  EXPECT_THAT(fetcher_.asked(), SizeIs(1 + RobotsCache::kMaxRedirects));
  web_["http://c.example/robots.txt"] = fake_response(302, "", "Location: //www.c.example/robots.txt\r\n");
  web_["http://www.c.example/robots.txt"] = fake_response(200, kForbidding);
  EXPECT_FALSE(may_fetch("http://c.example/private/"));
  EXPECT_TRUE(may_fetch("http://c.example/"));
}

TEST_F(RobotsCacheTest, FetchesOnceForManyWhoAsk) {
  web_["http://a.example/robots.txt"] = fake_response(200, kForbidding);
  const auto url = *net::Url::parse("http://a.example/");
  int told = 0;
  for (int i = 0; i < 5; ++i) cache_.ask(url, [&](const auto&) { ++told; });
  EXPECT_EQ(told, 0);
  while (fetcher_.run_once(std::chrono::seconds(1))) continue;
  EXPECT_EQ(told, 5);
  EXPECT_TRUE(cache_.known(url));
  EXPECT_THAT(fetcher_.asked(), SizeIs(1));
}

TEST_F(RobotsCacheTest, AsksAgainAfterADayWithItsValidators) {
  web_["http://a.example/robots.txt"] =
      fake_response(200, kForbidding, "ETag: \"1\"\r\nLast-Modified: then\r\n");
  EXPECT_FALSE(may_fetch("http://a.example/private/"));
  web_["http://a.example/robots.txt"] = fake_response(304);
  time_.pass(std::chrono::hours(23));
  EXPECT_FALSE(may_fetch("http://a.example/private/"));
  EXPECT_THAT(fetcher_.asked(), SizeIs(1));
  for (std::size_t day = 2; day < 4; ++day) {
    time_.pass(std::chrono::hours(25));
    EXPECT_FALSE(may_fetch("http://a.example/private/"));
    ASSERT_THAT(fetcher_.asked(), SizeIs(day));
    EXPECT_EQ(fetcher_.asked().back().request.etag, "\"1\"");
    EXPECT_EQ(fetcher_.asked().back().request.last_modified, "then");
  }
  web_["http://a.example/robots.txt"] = fake_response(404);
  time_.pass(std::chrono::hours(25));
  EXPECT_TRUE(may_fetch("http://a.example/private/"));
  EXPECT_EQ(delays_["a.example"], std::chrono::seconds(0));
}

TEST_F(RobotsCacheTest, GoesOnWithTheLastFileWhenANewOneCannotBeHad) {
  web_["http://a.example/robots.txt"] = fake_response(200, kForbidding);
  EXPECT_TRUE(may_fetch("http://a.example/"));
  web_["http://a.example/robots.txt"] = fake_response(503);
  time_.pass(std::chrono::hours(25));
  EXPECT_TRUE(may_fetch("http://a.example/"));
  EXPECT_FALSE(may_fetch("http://a.example/private/"));
  EXPECT_THAT(fetcher_.asked(), SizeIs(2));
}

TEST_F(RobotsCacheTest, AsksAgainSoonAfterTroubleAndThenLessAndLessOften) {
  web_["http://a.example/robots.txt"] = fake_response(503);
  EXPECT_THAT(waits(9), ElementsAre(15, 30, 60, 120, 240, 480, 960, 1440, 1440));
  web_["http://a.example/robots.txt"] = fake_response(404);
  EXPECT_TRUE(may_fetch("http://a.example/"));
}

TEST_F(RobotsCacheTest, AsksASilentHostOnceAnHour) {
  EXPECT_THAT(waits(5), ElementsAre(15, 30, 60, 60, 60));
}

TEST_F(RobotsCacheTest, KeepsToItsRoom) {
  RobotsCache::Options options;
  options.max_hosts = 20;
  options.max_bytes = 5000;
  RobotsCache small(fetcher_, time_, options);
  const std::string large = std::string(kForbidding) + "#" + std::string(900, ' ');
  for (int i = 0; i < 100; ++i) {
    const auto host = "http://h" + std::to_string(i) + ".example/";
    web_[host + "robots.txt"] = fake_response(200, large);
    small.ask(*net::Url::parse(host),
              [](const auto& file) { EXPECT_EQ(file->kind, RobotsFile::Kind::kRules); });
    while (fetcher_.run_once(std::chrono::seconds(1))) continue;
    EXPECT_LE(small.size(), 6U);
  }
  EXPECT_TRUE(small.known(*net::Url::parse("http://h99.example/")));
}

}  // namespace
}  // namespace kabar::collect
