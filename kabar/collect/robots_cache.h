#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/collect/robots.h"
#include "kabar/net/fetcher.h"
#include "kabar/net/url.h"

namespace kabar::collect {

/// What the robots.txt of one host (scheme, name and port) says, or why there is none to go by.
struct RobotsFile {
  /// kRules: `rules` count. kNone: there is none (4xx, a page instead, too many redirects), all is allowed.
  /// kUnreachable: nobody knows (5xx, 429, no answer), nothing is allowed (RFC 9309, section 2.3.1).
  /// kNotAsked: likewise, as the site wants to be left alone; never kept.
  enum class Kind : std::uint8_t { kRules, kNone, kUnreachable, kNotAsked };

  Kind kind = Kind::kNone;
  RobotsRules rules;
  std::string why;  ///< of the others, for people: "HTTP status 503"
  Timestamp fetched;

  /// Says in words what forbids it: kRefused, kIo where the file cannot be had for now, kBusy where it was
  /// not asked for.
  Status check(const net::Url& url) const;
};

/// The robots.txt files of hosts, fetched when first asked for and again after a day, or sooner where that
/// failed. Where a new one cannot be had, the last one counts on. Redirects are followed, five at most, and
/// the rules are those of the host that was asked. One thread, the fetcher's.
class RobotsCache {
 public:
  struct Options {
    std::string agent = "kabar";  ///< product token
    std::size_t max_hosts = 50'000;
    std::size_t max_bytes = std::size_t{64} * 1024 * 1024;  ///< of all files together
    /// Told with each file that was fetched; nought where it asks for no delay.
    std::function<void(const std::string& host, std::chrono::seconds delay)> on_crawl_delay;
  };
  using Answer = std::shared_ptr<const RobotsFile>;  ///< a snapshot, never null
  using Done = std::function<void(const Answer&)>;

  static constexpr unsigned kMaxRedirects = 5;
  static constexpr std::chrono::hours kMaxAge{24};
  /// After a failure; twice as long after each further one, up to kMaxAge; up to kSilent where nothing was
  /// answered, as the line to the host may be what is broken.
  static constexpr std::chrono::minutes kRetry{15};
  static constexpr std::chrono::hours kSilent{1};

  /// Both must live longer than the cache, and the cache longer than what it starts.
  RobotsCache(net::Fetcher& fetcher, const Clock& clock, Options options);

  /// What counts now for the host of `url`: tells `done` at once where that is known, else when it was
  /// fetched.
  void ask(const net::Url& url, Done done);
  /// What is known without a fetch.
  std::optional<Answer> known(const net::Url& url) const;
  std::size_t size() const noexcept { return hosts_.size(); }

 private:
  struct Host {
    Answer file;  ///< null before the first fetch
    Timestamp until{};
    std::string etag;
    std::string last_modified;
    std::size_t bytes = 0;
    unsigned failures = 0;     ///< in a row
    std::vector<Done> asking;  ///< while it is fetched
  };
  using Response = Result<net::FetchResponse>;

  void fetch(const std::string& origin, const std::string& url, unsigned redirects);
  void take(const std::string& origin, const std::string& url, unsigned redirects, const Response& response);
  void take_answer(Host& host, const net::FetchResponse& response);
  static void keep_validators(Host& host, const net::FetchResponse& response, bool own);
  void take_file(Host& host, RobotsFile file, std::size_t bytes);
  void take_trouble(Host& host, std::string why, std::chrono::seconds longest);
  void settle(const std::string& origin);
  void leave_alone(Host& host, std::string why);
  void make_room();

  net::Fetcher& fetcher_;
  const Clock& clock_;
  Options options_;
  std::unordered_map<std::string, Host> hosts_;  // by origin, "https://news.example"
  std::size_t bytes_ = 0;
};

}  // namespace kabar::collect
