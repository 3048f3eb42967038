// A week of simulated time with 500 hosts, nearly all of which misbehave. The web watches each request:
// nothing may be asked for again without the validators that were sent, before it is stale, before
// Retry-After, faster than allowed, or where robots.txt or the guard of addresses forbid it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <optional>
#include <string>

#include "kabar/base/hash.h"
#include "kabar/collect/collector.h"
#include "kabar/collect/map_ledger.h"
#include "kabar/net/fake_fetcher.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using net::fake_response;
using Answer = Result<net::FetchResponse>;
using Time = net::FakeTime::Time;
using std::chrono::milliseconds;

constexpr int kHosts = 500;

/// How a host behaves, by its number.
enum class Manner {
  kGood,
  kNoEtag,
  kNoValidator,
  kExpires,
  kTooMany,
  kUnavailable,
  kGarbage,
  kCircle,
  kTimeout,
  kGone,
  kMoved,
  kForbidden,
  kRobotsDown,
  kPrivate,
  kSlowPlease,
  kFlapping,
  kTtl,
  kEndless,
  kWrongType,
  kForgetful,
};
constexpr int kManners = 20;

/// What a host has said, and how often it was not heeded.
class Watch {
 public:
  struct Wrongs {
    std::uint64_t unconditional = 0, too_fresh = 0, too_soon = 0, too_fast = 0, forbidden = 0, gone = 0;
  };

  void ask(const net::FetchRequest& request, Time now) {
    const auto url = *net::Url::parse(request.url);
    auto& host = hosts_[url.host];
    if (host.last && now - *host.last < host.interval) ++wrongs.too_fast;
    host.last = now;
    if (host.rests_until > now) ++wrongs.too_soon;
    const auto known = said_.find(request.url);
    if (known == said_.end()) return;
    const auto& said = known->second;
    const bool same_etag = said.etag.empty() || said.etag == request.etag;
    const bool same_date = said.last_modified.empty() || said.last_modified == request.last_modified;
    if (!same_etag || !same_date) ++wrongs.unconditional;
    if (said.fresh_until > now) ++wrongs.too_fresh;
    if (said.gone) ++wrongs.gone;
  }
  void answer(const std::string& address, const Answer& answer, Time now) {
    if (!answer) return;
    const auto& fields = answer->fields;
    auto& said = said_[address];
    if (answer->status == 200) {
      said.etag = fields["etag"];
      said.last_modified = fields["last-modified"];
    }
    said.gone = answer->status == 410;
    const auto cache = fields["cache-control"];
    said.fresh_until =
        cache.empty() ? now : now + std::chrono::seconds{std::stoi(std::string(cache.substr(8)))};
    if (!fields["retry-after"].empty())
      hosts_[net::Url::parse(address)->host].rests_until =
          now + std::chrono::seconds{std::stoi(std::string(fields["retry-after"]))};
  }
  void slow_down(const std::string& host, milliseconds interval) { hosts_[host].interval = interval; }

  Wrongs wrongs;

 private:
  struct Said {
    std::string etag, last_modified;
    Time fresh_until{};
    bool gone = false;
  };
  struct Host {
    std::optional<Time> last;
    Time rests_until{};
    milliseconds interval{1000};
  };
  std::map<std::string, Said> said_;
  std::map<std::string, Host> hosts_;
};

class Web {
 public:
  Web(net::FakeTime& time, Watch& watch) : time_(time), watch_(watch) {}

  Answer get(const net::FetchRequest& request) {
    watch_.ask(request, time_.steady());
    ++requests;
    auto out = answer(request);
    watch_.answer(request.url, out, time_.steady());
    return out;
  }

  std::uint64_t requests = 0;

 private:
  Answer answer(const net::FetchRequest& request) {
    const auto url = *net::Url::parse(request.url);
    if (url.host == "127.0.0.1") {
      ++connected_private;
      return Error{Errc::kRefused, request.url + ": an address that is not public"};
    }
    const int number = std::stoi(url.host.substr(4));
    const auto manner = static_cast<Manner>(number % kManners);
    if (url.path == "/robots.txt") return robots(url.host, manner);
    if (url.path == "/secret" || manner == Manner::kRobotsDown) ++watch_.wrongs.forbidden;
    if (url.path != "/feed" && url.path != "/new") return page(request);
    return channel(url.host, manner, number, request);
  }

  Answer robots(const std::string& host, Manner manner) {
    if (manner == Manner::kForbidden) return fake_response(200, "User-agent: *\nDisallow: /feed\n");
    if (manner == Manner::kRobotsDown) return fake_response(500);
    if (manner == Manner::kSlowPlease) {
      watch_.slow_down(host, 10s);
      return fake_response(200, "User-agent: *\nCrawl-delay: 10\nDisallow: /secret\n");
    }
    return manner == Manner::kTimeout ? Answer(Error{Errc::kTimeout, "no answer"})
                                      : Answer(fake_response(404));
  }

  static Answer page(const net::FetchRequest& request) {
    if (!request.etag.empty()) return fake_response(304, "", "Cache-Control: max-age=600\r\n");
    return fake_response(200, "<p>" + request.url,
                         "Content-Type: text/html\r\nETag: \"p\"\r\nCache-Control: max-age=600\r\n");
  }

  /// A feed with an item each so many hours.
  std::string feed(const std::string& host, int number) const {
    const auto hours = time_.now().time_since_epoch() / (8h + 1h * (number % 9));
    std::string out = "<rss version='2.0'><channel><title>A</title><ttl>10</ttl>";
    for (auto i = hours; i > hours - 8; --i)
      out += fmt::format("<item><link>https://{0}/news/{1}</link><title>News {1}</title></item>", host, i);
    return out + "</channel></rss>";
  }

  Answer with_validators(const net::FetchRequest& request, const std::string& body, const std::string& etag,
                         const std::string& changed, std::string_view more) const {
    const bool same = (!etag.empty() && request.etag == etag) ||
                      (etag.empty() && !changed.empty() && request.last_modified == changed);
    auto fields = std::string(more);
    if (!etag.empty()) fields += "ETag: " + etag + "\r\n";
    if (!changed.empty()) fields += "Last-Modified: " + changed + "\r\n";
    return same ? fake_response(304, "", fields) : fake_response(200, body, fields);
  }

  Answer channel(const std::string& host, Manner manner, int number, const net::FetchRequest& request) {
    const auto body = feed(host, number);
    const auto etag = fmt::format("\"{:x}\"", hash64(body));
    const auto turn = ++turns_[host];
    switch (manner) {
      case Manner::kGood: return with_validators(request, body, etag, "", "Cache-Control: max-age=300\r\n");
      case Manner::kNoEtag: return with_validators(request, body, "", etag.substr(1, 8), "");
      case Manner::kNoValidator: return fake_response(200, body);
      case Manner::kExpires:
        return with_validators(request, body, etag, "x", "Cache-Control: max-age=3600\r\n");
      case Manner::kTooMany:
        return turn % 3 == 0 ? fake_response(429, "", "Retry-After: 7200\r\n")
                             : with_validators(request, body, etag, "", "");
      case Manner::kUnavailable: return fake_response(503);
      case Manner::kGarbage: return fake_response(200, "\x01\x02garbage", "ETag: \"g\"\r\n");
      case Manner::kCircle: return fake_response(302, "", "Location: /feed\r\n");
      case Manner::kTimeout: return Error{Errc::kTimeout, request.url + ": no answer"};
      case Manner::kGone: return fake_response(410);
      case Manner::kMoved:
        return request.url.ends_with("/new") ? with_validators(request, body, etag, "", "")
                                             : fake_response(308, "", "Location: /new\r\n");
      case Manner::kForbidden: ++watch_.wrongs.forbidden; return fake_response(200, body);
      case Manner::kRobotsDown: return fake_response(200, body);
      case Manner::kPrivate: return fake_response(302, "", "Location: http://127.0.0.1/admin\r\n");
      case Manner::kSlowPlease: return with_validators(request, body, etag, "", "");
      case Manner::kFlapping:
        return turn % 2 == 0 ? fake_response(500)
                             : with_validators(request, body, etag, "", "Cache-Control: max-age=60\r\n");
      case Manner::kTtl: return with_validators(request, body, etag, "", "");
      case Manner::kEndless: return Error{Errc::kTooLarge, request.url + ": more than 10485760 bytes"};
      case Manner::kWrongType:
        return fake_response(200, "<html><p>a page", "Content-Type: text/html\r\nETag: \"w\"\r\n");
      case Manner::kForgetful: return fake_response(200, body, fmt::format("ETag: \"{}\"\r\n", turn));
    }
    return fake_response(404);
  }

  net::FakeTime& time_;
  Watch& watch_;
  std::map<std::string, int> turns_;

 public:
  std::uint64_t connected_private = 0;
};

TEST(CollectorWeek, DoesNoHostAnyWrong) {
  net::FakeTime time;
  Watch watch;
  Web web(time, watch);
  net::FakeFetcher inner(
      time, [&web](const net::FetchRequest& request) { return web.get(request); }, 1ms);
  net::PoliteFetcher polite(inner, {}, time.fetch_time());
  RobotsCache robots(polite, time,
                     {.on_crawl_delay = [&polite](const std::string& host, std::chrono::seconds delay) {
                       polite.set_crawl_delay(host, delay);
                     }});
  Visitor visitor(polite, robots);
  MapLedger ledger;
  for (int i = 0; i < kHosts; ++i)
    ledger.add(fmt::format("https://host{}.example/feed", i)).state.next_fetch = time.now() + 1s * (i % 300);
  Collector collector(ledger, visitor, polite, time, {}, time.fetch_time());
  const auto end = time.now() + std::chrono::days{7};
  while (time.now() < end) ASSERT_TRUE(collector.run_once(5s));

  EXPECT_EQ(watch.wrongs.unconditional, 0U);
  EXPECT_EQ(watch.wrongs.too_fresh, 0U);
  EXPECT_EQ(watch.wrongs.too_soon, 0U);
  EXPECT_EQ(watch.wrongs.too_fast, 0U);
  EXPECT_EQ(watch.wrongs.forbidden, 0U);
  EXPECT_EQ(watch.wrongs.gone, 0U);
  // It did collect: what the good ones had, each once.
  EXPECT_GT(web.requests, 20'000U);
  EXPECT_GT(ledger.taken().size(), 2'000U);
  EXPECT_EQ(ledger.taken().size(),
            std::set<std::string>(ledger.taken().begin(), ledger.taken().end()).size());
  for (std::int64_t i = 1; i <= kHosts; ++i)
    EXPECT_EQ(ledger.channel(i).state.trouble.empty(), ledger.channel(i).state.failures == 0);
}

}  // namespace
}  // namespace kabar::collect
