#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kabar/net/fetcher.h"
#include "kabar/net/rate_limiter.h"
#include "kabar/net/site_book.h"

namespace kabar::net {

/// Time as a fetcher sees it; tests have their own.
struct FetchTime {
  std::function<RateLimiter::Time()> now;
  std::function<void(std::chrono::milliseconds)> sleep;

  /// The steady clock of the system.
  static FetchTime system();
};

/// A Fetcher that keeps requests to one site apart: they wait in line here, in the order in which they were
/// started, until a RateLimiter lets them go. The limits of a request count from then on. All that fetches
/// in one kabar (feeds, pages, robots.txt) goes through one of these.
///
/// While a site is to be left alone, requests to it end with kBusy, those in line, too; so does one whose
/// turn would come later than its limits allow.
class PoliteFetcher final : public Fetcher {
 public:
  struct Options {
    std::chrono::milliseconds interval{1000};  ///< between two starts at one site
    std::size_t connections = 128;             ///< at once, to all sites together
    /// How long an answer asks its site to be left alone (Retry-After); empty: never.
    std::function<std::optional<std::chrono::milliseconds>(const FetchResponse&)> rest = {};
    /// By which rates and rests are those of several processes and outlast them; null: of this one alone.
    SiteBook* book = nullptr;
  };

  /// `inner` does the work, nobody else may run it; it and the book must live longer.
  PoliteFetcher(Fetcher& inner, Options options, FetchTime time = FetchTime::system());

  void start(FetchRequest request, Done done) override;
  bool run_once(std::chrono::milliseconds wait) override;
  /// Those in line too.
  std::size_t under_way() const override;
  Turn turn_of(const std::string& url) const override;

  /// What robots.txt of `host` asks for.
  void set_crawl_delay(std::string_view host, std::chrono::milliseconds delay);

 private:
  using Time = RateLimiter::Time;
  struct Waiting {
    FetchRequest request;
    Done done;
  };

  std::chrono::milliseconds until(Time time) const;
  std::chrono::milliseconds wait_of(const std::string& site) const;
  std::chrono::milliseconds rest_of(const std::string& site) const;
  void start_at_turn(const std::string& site, Time now);
  void start_due();
  void let_go(const std::string& site);
  void come_back(const std::string& site, const Result<FetchResponse>& response);
  void rest(const std::string& site, std::chrono::milliseconds length);
  bool end_left_alone();

  Fetcher& inner_;
  Options options_;
  FetchTime time_;
  RateLimiter limiter_;
  std::unordered_map<std::string, std::deque<Waiting>> lines_;  // by site, none empty
  std::set<std::pair<Time, std::string>> due_;                  // sites with a line and none under way
  std::unordered_map<std::string, Time> rests_;                 // sites to be left alone until then
  std::deque<Waiting> left_alone_;                              // to be ended at the next turn
  std::size_t waiting_ = 0;
  std::size_t since_tidy_ = 0;
};

}  // namespace kabar::net
