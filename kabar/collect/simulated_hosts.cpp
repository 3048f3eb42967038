#include "kabar/collect/simulated_hosts.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "kabar/base/hash.h"
#include "kabar/collect/collector.h"
#include "kabar/collect/freshness.h"
#include "kabar/collect/map_ledger.h"
#include "kabar/net/address_guard.h"
#include "kabar/net/fake_fetcher.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using net::fake_response;
using Answer = Result<net::FetchResponse>;
using Time = net::FakeTime::Time;
using std::chrono::milliseconds;

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

/// Where a host leads that wants to see what lies behind kabar.
std::string_view inside(int number) {
  constexpr auto kInside = std::to_array<std::string_view>(
      {"http://127.0.0.1/admin", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
       "http://[::1]/", "http://[::ffff:10.0.0.5]/", "http://[64:ff9b::7f00:1]/",
       "http://169.254.169.254/latest/meta-data/", "http://inside.example/", "http://host0.example:22/",
       "http://me:secret@inside.example/", "file:///etc/passwd", "gopher://host0.example/1"});
  return kInside.at(static_cast<std::size_t>(number / kManners) % kInside.size());
}

/// What a host has said, and how often it was not heeded.
class Watch {
 public:
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

  HostWrongs wrongs;

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
    if (!url.host.starts_with("host")) {
      ++watch_.wrongs.inside;
      return fake_response(200, "secrets");
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
      case Manner::kPrivate: return fake_response(302, "", fmt::format("Location: {}\r\n", inside(number)));
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
};

/// What a fetcher does: the guard judges the address, and where it is a name, what that stands for.
Answer fetch(const net::AddressGuard& guard, Web& web, const net::FetchRequest& request) {
  const auto url = net::Url::parse(request.url);
  if (!url) return url.error();
  KABAR_CHECK(guard.check(*url));
  if (url->host == "inside.example") {
    const auto inside = *net::IpAddress::parse("10.0.0.5");
    KABAR_CHECK(guard.check(*url, inside));
  }
  return web.get(request);
}

}  // namespace

Result<HostWeek> simulate_hosts(int hosts, std::chrono::days length) {
  net::FakeTime time;
  Watch watch;
  Web web(time, watch);
  const net::AddressGuard guard;
  net::FakeFetcher inner(
      time, [&](const net::FetchRequest& request) { return fetch(guard, web, request); }, 1ms);
  const auto rest = [&time](const net::FetchResponse& answer) {
    return rest_asked(answer.status, answer.fields, time.now());
  };
  net::PoliteFetcher polite(inner, {.rest = rest}, time.fetch_time());
  RobotsCache robots(polite, time,
                     {.on_crawl_delay = [&polite](const std::string& host, std::chrono::seconds delay) {
                       polite.set_crawl_delay(host, delay);
                     }});
  Visitor visitor(polite, robots);
  MapLedger ledger;
  for (int i = 0; i < hosts; ++i)
    ledger.add(fmt::format("https://host{}.example/feed", i)).state.next_fetch = time.now() + 1s * (i % 300);
  Collector collector(ledger, visitor, polite, time, {}, time.fetch_time());
  const auto end = time.now() + length;
  while (time.now() < end) KABAR_CHECK(collector.run_once(5s));
  HostWeek out{.wrongs = watch.wrongs, .requests = web.requests, .articles = ledger.taken().size()};
  out.twice = out.articles - std::set<std::string>(ledger.taken().begin(), ledger.taken().end()).size();
  for (std::int64_t i = 1; i <= hosts; ++i) {
    const auto& state = ledger.channel(i).state;
    out.unexplained += state.trouble.empty() != (state.failures == 0) ? 1U : 0U;
  }
  return out;
}

}  // namespace kabar::collect
