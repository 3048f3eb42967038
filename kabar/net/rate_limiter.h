#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kabar::net {

/// When the next request to a site may start: one at a time, and no two starts closer than an interval. A
/// site is a registrable domain (public suffix list), so that the many hosts of one owner count as one. Pure:
/// the time is given. Not thread-safe.
class RateLimiter {
 public:
  using Time = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

  explicit RateLimiter(std::chrono::milliseconds interval = std::chrono::seconds{1}) : interval_(interval) {}

  /// What `host` shares its rate with.
  static std::string site_of(std::string_view host);
  /// That of an address; empty where it is none.
  static std::string site_of_url(std::string_view url);

  /// What one host of the site asks for between requests (Crawl-delay); nought: nothing. The longest of a
  /// site's hosts counts, and never less than the interval.
  void set_delay(const std::string& site, const std::string& host, std::chrono::milliseconds delay);

  /// How far apart two starts at the site must be.
  std::chrono::milliseconds interval_of(const std::string& site) const;
  /// When a request could start that stands behind so many others, at the soonest; the past: at once.
  Time turn_of(const std::string& site, std::size_t behind, Time now) const;
  /// From when on a request to the site may start; nothing while one is under way there.
  std::optional<Time> free_from(const std::string& site) const;
  /// A request starts now; the caller has asked free_from().
  void started(const std::string& site, Time now);
  void ended(const std::string& site);

  /// Forgets the sites that may be asked at once and asked for no delay.
  void forget_idle(Time now);
  std::size_t size() const noexcept { return sites_.size(); }

 private:
  struct Site {
    std::optional<Time> last;                                 ///< start
    std::map<std::string, std::chrono::milliseconds> delays;  ///< of its hosts, none below the interval
    bool under_way = false;
  };

  std::chrono::milliseconds longest_of(const Site& site) const;
  Time next_of(const Site& site) const;

  std::chrono::milliseconds interval_;
  std::unordered_map<std::string, Site> sites_;
};

}  // namespace kabar::net
