#include "kabar/net/polite_fetcher.h"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace kabar::net {
namespace {

using std::chrono::milliseconds;

/// Sites that were asked are forgotten now and then, not each time.
constexpr std::size_t kTidyEach = 10'000;

}  // namespace

FetchTime FetchTime::system() {
  return {[] { return std::chrono::time_point_cast<milliseconds>(std::chrono::steady_clock::now()); },
          [](milliseconds wait) { std::this_thread::sleep_for(wait); }};
}

PoliteFetcher::PoliteFetcher(Fetcher& inner, Options options, FetchTime time)
    : inner_(inner), options_(std::move(options)), time_(std::move(time)), limiter_(options_.interval) {}

void PoliteFetcher::start(FetchRequest request, Done done) {
  const auto site = RateLimiter::site_of_url(request.url);
  if (rest_of(site) > milliseconds::zero() || wait_of(site) > request.limits.in_line) {
    left_alone_.push_back({std::move(request), std::move(done)});
    return;
  }
  auto& line = lines_[site];
  line.push_back({std::move(request), std::move(done)});
  ++waiting_;
  if (line.size() > 1) return;
  if (const auto from = limiter_.free_from(site)) due_.emplace(*from, site);
}

bool PoliteFetcher::run_once(milliseconds wait) {
  if (end_left_alone()) return true;
  start_due();
  if (end_left_alone()) return true;  // another process knew of the site's rest
  const auto until_due = due_.empty() ? wait : std::min(wait, until(due_.begin()->first));
  if (inner_.under_way() != 0) {
    inner_.run_once(inner_.under_way() < options_.connections ? until_due : wait);
    start_due();
    return true;
  }
  if (waiting_ == 0) return false;
  time_.sleep(until_due);
  start_due();
  return true;
}

milliseconds PoliteFetcher::until(Time time) const {
  const auto now = time_.now();
  return time <= now ? milliseconds::zero() : time - now;
}

milliseconds PoliteFetcher::wait_of(const std::string& site) const {
  const auto line = lines_.find(site);
  return until(limiter_.turn_of(site, line == lines_.end() ? 0 : line->second.size(), time_.now()));
}

Turn PoliteFetcher::turn_of(const std::string& url) const {
  const auto site = RateLimiter::site_of_url(url);
  return {wait_of(site), limiter_.interval_of(site), rest_of(site)};
}

milliseconds PoliteFetcher::rest_of(const std::string& site) const {
  const auto rest = rests_.find(site);
  return rest == rests_.end() ? milliseconds::zero() : until(rest->second);
}

std::size_t PoliteFetcher::under_way() const {
  return left_alone_.size() + waiting_ + inner_.under_way();
}

void PoliteFetcher::set_crawl_delay(std::string_view host, milliseconds delay) {
  limiter_.set_delay(RateLimiter::site_of(host), std::string(host), delay);
}

void PoliteFetcher::start_due() {
  const auto now = time_.now();
  while (!due_.empty() && due_.begin()->first <= now && inner_.under_way() < options_.connections) {
    const auto site = due_.begin()->second;
    due_.erase(due_.begin());
    const auto from = limiter_.free_from(site);
    if (from && *from <= now) {
      start_at_turn(site, now);
    } else if (from) {
      due_.emplace(*from, site);  // a delay became known meanwhile
    }
  }
  if (since_tidy_ < kTidyEach) return;
  since_tidy_ = 0;
  limiter_.forget_idle(now);
  std::erase_if(rests_, [now](const auto& rest) { return rest.second <= now; });
}

/// The first in line starts, where no other process was faster.
void PoliteFetcher::start_at_turn(const std::string& site, Time now) {
  const auto claim =
      options_.book != nullptr ? options_.book->claim(site, limiter_.interval_of(site)) : SiteBook::Claim{};
  if (claim.granted()) return let_go(site);
  if (claim.rest > milliseconds::zero()) return rest(site, claim.rest);
  due_.emplace(now + claim.wait, site);
}

void PoliteFetcher::let_go(const std::string& site) {
  const auto line = lines_.find(site);
  auto next = std::move(line->second.front());
  line->second.pop_front();
  if (line->second.empty()) lines_.erase(line);
  --waiting_;
  ++since_tidy_;
  limiter_.started(site, time_.now());
  inner_.start(std::move(next.request),
               [this, site, done = std::move(next.done)](Result<FetchResponse> response) {
                 come_back(site, response);
                 done(std::move(response));
               });
}

void PoliteFetcher::come_back(const std::string& site, const Result<FetchResponse>& response) {
  limiter_.ended(site);
  const auto rest = response && options_.rest ? options_.rest(*response) : std::nullopt;
  if (rest) this->rest(site, *rest);
  if (rest && options_.book != nullptr) options_.book->rest(site, *rest);
  if (lines_.find(site) != lines_.end()) due_.emplace(*limiter_.free_from(site), site);
}

void PoliteFetcher::rest(const std::string& site, milliseconds length) {
  auto& until = rests_[site];
  until = std::max(until, time_.now() + length);
  const auto line = lines_.find(site);
  if (line == lines_.end()) return;
  waiting_ -= line->second.size();
  std::move(line->second.begin(), line->second.end(), std::back_inserter(left_alone_));
  lines_.erase(line);
}

bool PoliteFetcher::end_left_alone() {
  if (left_alone_.empty()) return false;
  for (auto& one : std::exchange(left_alone_, {}))
    one.done(Error{Errc::kBusy, one.request.url + ": not asked, as the site asks to be left alone"});
  return true;
}

}  // namespace kabar::net
