#pragma once

#include <memory>
#include <string>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/cli/settings.h"
#include "kabar/collect/robots_cache.h"
#include "kabar/collect/visitor.h"
#include "kabar/net/curl_fetcher.h"
#include "kabar/net/polite_fetcher.h"

namespace kabar::cli {

/// All that fetches in one kabar, as the settings of [collect] want it: libcurl behind the address guard,
/// behind the rates of sites, behind robots.txt. One thread.
class Fetching {
 public:
  /// kInvalidInput, kNotFound or kIo name the setting that is wrong.
  static Result<std::unique_ptr<Fetching>> make(const Settings& settings);

  /// Keeps the rates; for what robots.txt has no say in.
  net::Fetcher& fetcher() noexcept { return polite_; }
  collect::RobotsCache& robots() noexcept { return robots_; }
  collect::Visitor& visitor() noexcept { return visitor_; }

  /// One visit, waited for.
  Result<collect::Visit> visit(net::FetchRequest request);

 private:
  Fetching(std::unique_ptr<net::CurlFetcher> curl, std::chrono::milliseconds interval);

  SystemClock clock_;
  std::unique_ptr<net::CurlFetcher> curl_;
  net::PoliteFetcher polite_;
  collect::RobotsCache robots_;
  collect::Visitor visitor_;
};

/// "kabar/0.1.0 (+https://kabar.example/)": the contact of the settings, else the site's own address.
std::string user_agent(const Settings& settings);

}  // namespace kabar::cli
