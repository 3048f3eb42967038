#include "kabar/net/rate_limiter.h"

#include <algorithm>

#include "kabar/net/url.h"

namespace kabar::net {

std::string RateLimiter::site_of(std::string_view host) {
  auto domain = registrable_domain(host);
  return domain.empty() ? std::string(host) : domain;
}

void RateLimiter::set_delay(const std::string& site, const std::string& host,
                            std::chrono::milliseconds delay) {
  if (delay > interval_) {
    sites_[site].delays[host] = delay;
    return;
  }
  const auto known = sites_.find(site);
  if (known != sites_.end()) known->second.delays.erase(host);
}

RateLimiter::Time RateLimiter::next_of(const Site& site) const {
  if (!site.last) return Time::min();
  auto longest = interval_;
  for (const auto& [host, delay] : site.delays) longest = std::max(longest, delay);
  return *site.last + longest;
}

std::optional<RateLimiter::Time> RateLimiter::free_from(const std::string& site) const {
  const auto known = sites_.find(site);
  if (known == sites_.end()) return Time::min();
  if (known->second.under_way) return std::nullopt;
  return next_of(known->second);
}

void RateLimiter::started(const std::string& site, Time now) {
  auto& known = sites_[site];
  known.under_way = true;
  known.last = now;
}

void RateLimiter::ended(const std::string& site) {
  sites_[site].under_way = false;
}

void RateLimiter::forget_idle(Time now) {
  std::erase_if(sites_, [&](const auto& entry) {
    const auto& site = entry.second;
    return !site.under_way && site.delays.empty() && next_of(site) <= now;
  });
}

}  // namespace kabar::net
