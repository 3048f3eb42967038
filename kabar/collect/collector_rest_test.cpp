// Sites that ask to be left alone (429 or 503 with Retry-After): all of kabar does, also after a restart.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/test_folder.h"
#include "kabar/collect/collector.h"
#include "kabar/collect/freshness.h"
#include "kabar/collect/map_ledger.h"
#include "kabar/net/fake_fetcher.h"

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using net::fake_response;
using Answer = Result<net::FetchResponse>;
using testing::ElementsAre;

/// What one process collects with.
struct Kabar {
  Kabar(net::FakeTime& fake, net::Fetcher& web, Ledger& ledger, const std::filesystem::path& sites)
      : time(fake),
        book(*net::SiteBook::open(sites, fake.wall())),
        polite(web,
               {.rest =
                    [this](const net::FetchResponse& answer) {
                      return rest_asked(answer.status, answer.fields, time.now());
                    },
                .book = &book},
               fake.fetch_time()),
        robots(polite, fake, {}),
        visitor(polite, robots),
        collector(ledger, visitor, polite, fake, {}, fake.fetch_time()) {}

  void run(std::chrono::seconds length) {
    for (const auto end = time.now() + length; time.now() < end;) ASSERT_TRUE(collector.run_once(1s));
    ASSERT_TRUE(collector.hand_over());
  }

  net::FakeTime& time;
  net::SiteBook book;
  net::PoliteFetcher polite;
  RobotsCache robots;
  Visitor visitor;
  Collector collector;
};

class CollectorRest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    start();
  }
  /// Another process in the place of the last.
  void start() {
    kabar_.reset();
    kabar_.emplace(time_, inner_, ledger_, folder_ / "sites");
  }
  void run(std::chrono::seconds length) { kabar_->run(length); }
  std::size_t requests_of(const std::string& url) const {
    const auto urls = inner_.urls();
    return static_cast<std::size_t>(std::count(urls.begin(), urls.end(), url));
  }

  net::FakeTime time_;
  std::function<Answer(const net::FetchRequest&)> web_;
  net::FakeFetcher inner_{time_, [this](const net::FetchRequest& request) { return web_(request); }};
  MapLedger ledger_;
  std::optional<Kabar> kabar_;
};

Answer answer_of(const net::FetchRequest& request, int status) {
  if (request.url.ends_with("/robots.txt")) return fake_response(404);
  if (request.url.starts_with("https://b."))
    return fake_response(302, "", "Location: https://a.example/feed\r\n");
  return fake_response(status, "", "Retry-After: 7200\r\n");
}

TEST_F(CollectorRest, IsLeftToAWholeSite) {
  for (int i = 0; i < 9; ++i) ledger_.add(fmt::format("https://a.example/feed{}", i));
  web_ = [](const net::FetchRequest& request) { return answer_of(request, 429); };
  run(119min);
  EXPECT_THAT(inner_.urls(), ElementsAre("https://a.example/robots.txt", "https://a.example/feed0"));
  EXPECT_EQ(ledger_.channel(2).state.failures, 0U) << "it was not asked";
}

TEST_F(CollectorRest, OutlastsTheProcess) {
  ledger_.add("https://a.example/feed1");
  web_ = [](const net::FetchRequest& request) { return answer_of(request, 429); };
  run(5s);
  ledger_.add("https://www.a.example/feed2");
  ledger_.add("https://b.example/feed");
  const auto asked = inner_.asked().size();
  start();
  run(119min);
  for (auto i = asked; i < inner_.asked().size(); ++i)
    EXPECT_TRUE(inner_.asked()[i].request.url.starts_with("https://b.")) << inner_.asked()[i].request.url;
  EXPECT_EQ(ledger_.channel(2).state.failures, 0U) << "it was not asked";
  EXPECT_EQ(ledger_.channel(3).state.failures, 0U) << "where it leads was not asked";
  web_ = [](const net::FetchRequest& request) { return answer_of(request, 404); };
  run(30min);
  EXPECT_EQ(requests_of("https://www.a.example/feed2"), 1U);
}

TEST_F(CollectorRest, OfARobotsTxtOutlastsTheProcess) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest&) -> Answer { return fake_response(429, "", "Retry-After: 7200\r\n"); };
  run(5s);
  EXPECT_THAT(inner_.urls(), ElementsAre("https://a.example/robots.txt"));
  for (int i = 0; i < 5; ++i) {
    start();
    ledger_.add(fmt::format("https://a.example/feed{}", i));
    run(20min);
  }
  EXPECT_THAT(inner_.urls(), ElementsAre("https://a.example/robots.txt"));
  EXPECT_EQ(ledger_.channel(1).state.failures, 1U) << "what is not asked fails no more";
  run(30min);
  EXPECT_EQ(requests_of("https://a.example/robots.txt"), 2U);
}

TEST_F(CollectorRest, CountsWhereOthersLeadToTheSite) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest& request) { return answer_of(request, 503); };
  run(5s);
  ledger_.add("https://b.example/feed");
  run(59min);
  EXPECT_EQ(requests_of("https://a.example/feed"), 1U);
  EXPECT_GT(requests_of("https://b.example/feed"), 0U);
  EXPECT_EQ(ledger_.channel(2).state.failures, 0U);
}

TEST_F(CollectorRest, IsHeardOfByAnotherProcess) {
  ledger_.add("https://a.example/feed");
  web_ = [](const net::FetchRequest& request) { return answer_of(request, 429); };
  MapLedger others;
  others.add("https://a.example/other");
  Kabar other(time_, inner_, others, folder_ / "sites");
  run(5s);
  other.run(100min);
  EXPECT_EQ(requests_of("https://a.example/other"), 0U);
  EXPECT_EQ(requests_of("https://a.example/robots.txt"), 1U);
}

}  // namespace
}  // namespace kabar::collect
