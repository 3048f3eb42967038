#include "kabar/collect/collector.h"

#include <algorithm>
#include <utility>

#include "kabar/net/rate_limiter.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kTidyFrom = 10'000;
/// Rows that are read at once beyond those under way, so that one site's many do not hide another's.
constexpr std::size_t kRead = 500;

/// Not asked at all, as the site, or one that it leads to, asks for rest: that is no failure.
bool was_left_alone(const Result<Visit>& visit) {
  return !visit && visit.error().code == Errc::kBusy;
}

}  // namespace

Collector::Collector(Ledger& ledger, Visitor& visitor, net::Fetcher& fetcher, const Clock& clock,
                     CollectorOptions options, net::FetchTime time)
    : ledger_(ledger),
      visitor_(visitor),
      fetcher_(fetcher),
      clock_(clock),
      options_(std::move(options)),
      time_(std::move(time)) {}

Status Collector::run(const std::stop_token& stop) {
  constexpr milliseconds kWait{250};
  while (!stop.stop_requested()) KABAR_CHECK(run_once(kWait));
  return hand_over();
}

Status Collector::run_once(milliseconds wait) {
  KABAR_CHECK(start_due());
  if (!fetcher_.run_once(wait)) time_.sleep(wait);
  KABAR_CHECK(std::exchange(trouble_, ok()));
  if (harvest_.size() == 0) return ok();
  const bool due = harvest_.size() >= options_.hand_over || clock_.now() > *harvested_ || under_way_ == 0;
  return due ? hand_over() : ok();
}

Status Collector::hand_over() {
  if (harvest_.size() == 0) return ok();
  for (const auto& channel : harvest_.channels) busy_channels_.erase(channel.channel.id);
  for (const auto& channel : harvest_.put_off_channels) busy_channels_.erase(channel.id);
  for (const auto& page : harvest_.pages) busy_pages_.erase(page.page.family);
  for (const auto& page : harvest_.put_off_pages) busy_pages_.erase(page.family);
  harvested_.reset();
  return ledger_.take(std::exchange(harvest_, {}));
}

/// Asks the ledger once a second, as its times are no finer.
Status Collector::start_due() {
  const auto now = clock_.now();
  if (asked_ == now || under_way_ >= options_.max_under_way) return ok();
  asked_ = now;
  // Half for each at least, so that neither waits for the other's backlog.
  KABAR_CHECK(start_channels(now, (options_.max_under_way - under_way_ + 1) / 2));
  KABAR_CHECK(start_pages(now, options_.max_under_way - under_way_));
  if (harvest_.size() != 0 && !harvested_) harvested_ = now;
  if (sites_.size() > kTidyFrom) forget_idle_sites(now);
  return ok();
}

Status Collector::start_channels(Timestamp now, std::size_t room) {
  KABAR_TRY(auto due, ledger_.due_channels(now, busy_channels_.size() + kRead));
  for (auto& channel : due) {
    if (room == 0) break;
    if (!busy_channels_.insert(channel.id).second) continue;
    const Asker asker{channel.url, net::RateLimiter::site_of_url(channel.url), channel.source, false};
    if (const auto later = put_off(asker, now)) {
      channel.state.next_fetch = *later;
      harvest_.put_off_channels.push_back(std::move(channel));
      continue;
    }
    --room;
    start(std::move(channel), asker);
  }
  return ok();
}

Status Collector::start_pages(Timestamp now, std::size_t room) {
  KABAR_TRY(auto due, ledger_.due_pages(now, busy_pages_.size() + kRead));
  for (auto& one : due) {
    if (room == 0) break;
    if (!busy_pages_.insert(one.page.family).second) continue;
    const Asker asker{one.page.url, net::RateLimiter::site_of_url(one.page.url), one.source, true};
    if (const auto later = put_off(asker, now)) {
      one.page.next_fetch = *later;
      harvest_.put_off_pages.push_back(std::move(one.page));
      continue;
    }
    --room;
    start(std::move(one), asker);
  }
  return ok();
}

/// To when a request is to be put off; nothing where it may be made.
std::optional<Timestamp> Collector::put_off(const Asker& asker, Timestamp now) {
  auto& site = sites_[asker.site];
  auto& next = asker.is_page ? site.next_page : site.next_channel;
  const auto turn = fetcher_.turn_of(asker.url);
  if (turn.rest > milliseconds::zero()) {
    next = std::max(next, now + std::chrono::ceil<seconds>(turn.rest));
  } else if (turn.wait > options_.max_in_line) {
    next = std::max(next, now + std::chrono::floor<seconds>(turn.wait - turn.apart));
  } else if (site.under_way < options_.max_of_site) {
    return put_off_by_source(asker.source, now);
  }
  next = std::max(next, now) + std::max(seconds{1}, std::chrono::ceil<seconds>(turn.apart));
  return next;
}

/// As many come due together as may be under way together.
std::optional<Timestamp> Collector::put_off_by_source(const std::string& source, Timestamp now) {
  auto& share = sources_[source];
  if (share.under_way < options_.max_of_source) return std::nullopt;
  if (share.next <= now || share.put_off == options_.max_of_source) {
    share.next = std::max(share.next, now) + seconds{1};
    share.put_off = 0;
  }
  ++share.put_off;
  return share.next;
}

void Collector::start(Channel channel, const Asker& asker) {
  auto request = request_for(channel);
  visit(std::move(request), asker, [this, asker, channel = std::move(channel)](Result<Visit> visit) mutable {
    take(std::move(channel), asker, std::move(visit));
  });
}

void Collector::start(DuePage due, const Asker& asker) {
  auto request = request_for(due.page, due.source);
  const auto family = due.page.family;
  visit(
      std::move(request), asker,
      [this, asker, due = std::move(due)](Result<Visit> visit) mutable {
        take(std::move(due), asker, std::move(visit));
      },
      [this, family](const net::Url& to) { return may_follow(family, to); });
}

/// Not to a page that is known by its own address, or fetched just now: whoever leads there has the same
/// article.
bool Collector::may_follow(const std::string& family, const net::Url& to) {
  auto target = net::url_family(to.to_string());
  auto& mine = led_to_[family];
  if (target.empty() || target == family || mine.count(target) != 0) return true;
  if (busy_pages_.count(target) != 0) return false;
  const auto known = ledger_.page(target);
  if (!known) trouble_ = known.error();
  if (!known || (*known && !is_given_up(**known))) return false;
  busy_pages_.insert(target);
  mine.insert(std::move(target));
  return true;
}

/// The other family whose page the visit of that page brought; empty: none. What it passed by is free again.
std::string Collector::settle_families(const std::string& family, const Result<Visit>& visit) {
  const auto led = led_to_.extract(family);
  const auto landed = visit ? net::url_family(visit->url) : std::string();
  const bool good = visit && (visit->response.status == 200 || visit->response.status == 304);
  std::string out;
  if (led.empty()) return out;
  for (const auto& other : led.mapped()) {
    if (other == landed && good) {
      out = other;
    } else {
      busy_pages_.erase(other);
    }
  }
  return out;
}

void Collector::visit(net::FetchRequest request, const Asker& asker, Visitor::Done done,
                      Visitor::MayFollow may_follow) {
  ++under_way_;
  ++sites_[asker.site].under_way;
  ++sources_[asker.source].under_way;
  request.limits.in_line = options_.max_in_line;
  visitor_.start(std::move(request), std::move(done), std::move(may_follow));
}

void Collector::take(Channel channel, const Asker& asker, Result<Visit> visit) {
  ended(asker);
  if (was_left_alone(visit)) {
    channel.state.next_fetch = after_rest(asker);
    harvest_.put_off_channels.push_back(std::move(channel));
    return;
  }
  ++counts_.looks;
  auto seen = ledger_.seen_items(channel.id);
  if (!seen) {
    trouble_ = std::move(seen).error();
    return;
  }
  if (!trouble_) return;
  LookedAt before{std::move(channel), *std::move(seen), [this](const std::string& family) {
                    auto known = ledger_.page(family);
                    if (!known) trouble_ = known.error();
                    return known ? *std::move(known) : std::optional(Page{});  // left as it is
                  }};
  const auto items = before.channel.state.items;
  harvest_.channels.push_back(look(std::move(before), std::move(visit), clock_.now(), options_.look));
  const auto& state = harvest_.channels.back().channel.state;
  counts_.items += state.items - items;
  counts_.failures += state.failures != 0 ? 1U : 0U;
}

void Collector::take(DuePage due, const Asker& asker, Result<Visit> visit) {
  ended(asker);
  auto other = settle_families(due.page.family, visit);
  if (was_left_alone(visit)) {
    due.page.next_fetch = after_rest(asker);
    harvest_.put_off_pages.push_back(std::move(due.page));
    return;
  }
  ++counts_.visits;
  if (!other.empty()) {
    const auto status = visit->redirects.back().status;
    harvest_.pages.push_back({led_away(due.page, status, clock_.now()), std::nullopt});
    ++harvest_.pages.back().page.visits;
    due.page.family = std::move(other);
    due.page.url = visit->url;
  }
  harvest_.pages.push_back(
      visit_page(std::move(due.page), due.source, std::move(visit), clock_.now(), options_.look));
  counts_.failures += harvest_.pages.back().page.failures != 0 ? 1U : 0U;
}

void Collector::ended(const Asker& asker) {
  --under_way_;
  --sites_[asker.site].under_way;
  const auto source = sources_.find(asker.source);
  if (--source->second.under_way == 0) sources_.erase(source);
  if (!harvested_) harvested_ = clock_.now();
}

/// When to try again what was left alone: at its turn where that is known. The site that asked for rest may
/// be another, where a redirect led.
Timestamp Collector::after_rest(const Asker& asker) {
  constexpr std::chrono::minutes kLeast{10};
  const auto now = clock_.now();
  const auto turn = fetcher_.turn_of(asker.url);
  if (turn.rest > milliseconds::zero() || turn.wait <= options_.max_in_line)
    return now + std::max<seconds>(std::chrono::ceil<seconds>(turn.rest), kLeast);
  return put_off(asker, now).value_or(now + kLeast);
}

void Collector::forget_idle_sites(Timestamp now) {
  std::erase_if(sites_, [now](const auto& entry) {
    const auto& site = entry.second;
    return site.under_way == 0 && site.next_channel <= now && site.next_page <= now;
  });
}

}  // namespace kabar::collect
