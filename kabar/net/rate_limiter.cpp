#include "kabar/net/rate_limiter.h"

#include <algorithm>

#include "kabar/net/url.h"

namespace kabar::net {

std::string RateLimiter::site_of(std::string_view host) {
  auto domain = registrable_domain(host);
  return domain.empty() ? std::string(host) : domain;
}

std::string RateLimiter::site_of_url(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? site_of(parsed->host) : std::string();
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

std::chrono::milliseconds RateLimiter::longest_of(const Site& site) const {
  auto longest = interval_;
  for (const auto& [host, delay] : site.delays) longest = std::max(longest, delay);
  return longest;
}

RateLimiter::Time RateLimiter::next_of(const Site& site) const {
  return site.last ? *site.last + longest_of(site) : Time::min();
}

std::chrono::milliseconds RateLimiter::interval_of(const std::string& site) const {
  const auto known = sites_.find(site);
  return known == sites_.end() ? interval_ : longest_of(known->second);
}

RateLimiter::Time RateLimiter::turn_of(const std::string& site, std::size_t behind, Time now) const {
  const auto known = sites_.find(site);
  const auto next = known == sites_.end() ? Time::min() : next_of(known->second);
  return std::max(next, now) + static_cast<std::int64_t>(behind) * interval_of(site);
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
