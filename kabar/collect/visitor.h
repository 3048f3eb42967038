#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kabar/collect/robots_cache.h"
#include "kabar/net/fetcher.h"

namespace kabar::collect {

/// Where a request led.
struct Visit {
  struct Redirect {
    std::string from;
    int status = 0;
  };
  std::vector<Redirect> redirects;  ///< in order; empty where the first answer was the last
  std::string url;                  ///< whose answer `response` is
  net::FetchResponse response;

  /// The address that the first one moved to for good (301, 308, one after the other); empty: it did not.
  std::string moved_to() const;
};

/// Fetches as a polite crawler does: asks robots.txt for each address first, and follows redirects, each of
/// which is checked as the first address was. One thread, the fetcher's.
class Visitor {
 public:
  using Done = std::function<void(Result<Visit>)>;
  /// Whether a redirect to that address is followed; where not, it is the answer.
  using MayFollow = std::function<bool(const net::Url& to)>;
  static constexpr std::size_t kMaxRedirects = 8;

  /// Both must live longer than what is started here. `robots` should fetch by the same fetcher.
  Visitor(net::Fetcher& fetcher, RobotsCache& robots) : fetcher_(fetcher), robots_(robots) {}

  /// `done` is called once, perhaps before this returns. Beside the fetcher's errors: kRefused where
  /// robots.txt forbids an address on the way, kIo where robots.txt cannot be had, kInvalidInput for
  /// redirects that lead nowhere, in a circle, or too far. The validators go to each address on the way. A
  /// request that was redirected waits in line however long, as it would otherwise begin anew each time.
  void start(net::FetchRequest request, Done done, MayFollow may_follow = {});
  /// The same, waited for; whatever else is under way goes on meanwhile.
  Result<Visit> visit(net::FetchRequest request);

 private:
  struct Journey {
    net::FetchRequest request;
    Done done;
    MayFollow may_follow;
    Visit visit;
  };
  using JourneyPtr = std::shared_ptr<Journey>;

  void go(const JourneyPtr& journey, const std::string& address);
  void take(const JourneyPtr& journey, const net::Url& here, Result<net::FetchResponse> response);

  net::Fetcher& fetcher_;
  RobotsCache& robots_;
};

}  // namespace kabar::collect
