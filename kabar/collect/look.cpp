#include "kabar/collect/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/base/hash.h"
#include "kabar/collect/announced.h"
#include "kabar/collect/freshness.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// The server asks not to be asked so often; without a Retry-After it is let alone for this long at least.
constexpr minutes kAfterTooMany{30};
/// A refusal of ours (robots.txt, an address that must not be connected) does not change within minutes.
constexpr hours kAfterRefusal{12};
constexpr std::uint32_t kMostPageFailures = 8;  ///< nearly two days
constexpr std::uint16_t kNotFound = 404;
constexpr std::uint16_t kGone = 410;

/// An Error's words without the address in front, which stands beside them wherever they are shown.
std::string words_of(const Error& error, const std::string& url) {
  std::string_view words = error.message;
  if (words.starts_with(url) && words.substr(url.size()).starts_with(": "))
    words.remove_prefix(url.size() + 2);
  return std::string(words);
}

/// Whether nothing came back: the server's trouble or that of the line to it, which passes without a word.
bool is_silence(const Error& error) {
  return error.code == Errc::kIo || error.code == Errc::kTimeout;
}

/// One that a silent server is asked by: waiting for a day would let an outage of an hour last a day.
ScheduleOptions in_silence(ScheduleOptions schedule) {
  schedule.longest = std::min(schedule.longest, schedule.silent);
  return schedule;
}

std::string words_of_status(int status) {
  return fmt::format("HTTP status {}", status);
}

bool asks_for_rest(int status) {
  return status == 429 || status == 503;
}

/// The max-age that counts from now on: a 304 confirms what the stored answer said.
std::optional<seconds> max_age_after(const net::FetchResponse& response, std::optional<seconds> kept) {
  return max_age_of(response.fields, response.status == 304 ? kept : std::nullopt);
}

/// Freshness and move, which every answer tells.
void note_answer(ChannelState& state, Habits& habits, const Visit& visit, Timestamp now) {
  state.last_fetch = now;
  const auto kept = habits.max_age > seconds{0} ? std::optional(habits.max_age) : std::nullopt;
  const auto max_age = max_age_after(visit.response, kept);
  state.fresh_until = fresh_until(visit.response.fields, now, max_age);
  if (visit.response.status == 200 || visit.response.status == 304)
    habits.max_age = max_age.value_or(seconds{0});
  const auto moved_to = visit.moved_to();
  if (moved_to != state.moved_to) {
    state.moved_to = moved_to;
    state.moved_since = moved_to.empty() ? std::nullopt : std::optional(now);
  }
}

void note_success(ChannelState& state, Timestamp now) {
  state.last_success = now;
  state.failures = 0;
  state.failing_since.reset();
  state.trouble.clear();
}

/// Something is wrong: says so and backs off.
void note_failure(ChannelState& state, std::string trouble, Timestamp now, std::uint64_t seed,
                  const ScheduleOptions& schedule) {
  state.trouble = std::move(trouble);
  ++state.failures;
  if (!state.failing_since) state.failing_since = now;
  auto next = now + retry_after_failures(state.failures, seed, schedule);
  if (state.fresh_until) next = std::max(next, *state.fresh_until);
  state.next_fetch = next;
}

/// The time of an item as far as it can be believed between two looks.
Timestamp believed(const std::optional<Timestamp>& says, Timestamp since, Timestamp now) {
  return says && *says > since && *says <= now ? *says : since + (now - since) / 2;
}

/// When to ask again for what is not there: it may have been announced before it was published.
std::optional<Timestamp> next_try(Timestamp announced, Timestamp now) {
  for (const seconds age : {seconds(minutes{5}), seconds(minutes{30}), seconds(hours{3}), seconds(days{1})})
    if (announced + age > now + minutes{2}) return announced + age;
  return std::nullopt;
}

/// Takes in one answer of a channel.
class ChannelLook {
 public:
  ChannelLook(LookedAt before, Timestamp now, const LookOptions& options)
      : before_(std::move(before)),
        now_(now),
        options_(options),
        seed_(hash64(before_.channel.url)),
        habits_(Habits::parse(before_.channel.state.rhythm)) {
    std::sort(before_.seen.begin(), before_.seen.end(),
              [](const SeenItem& a, const SeenItem& b) { return a.item < b.item; });
    out_.channel = before_.channel;
  }

  ChannelHarvest take(Result<Visit> visit) && {
    if (!visit) {
      state().last_fetch = now_;
      const auto& error = visit.error();
      fail(words_of(error, out_.channel.url),
           is_silence(error) ? in_silence(options_.schedule) : options_.schedule);
      if (error.code == Errc::kRefused)
        state().next_fetch = std::max(*state().next_fetch, now_ + kAfterRefusal);
      return std::move(out_);
    }
    note_answer(state(), habits_, *visit, now_);
    const auto status = visit->response.status;
    if (status == 304) {
      take_not_modified(*visit);
    } else if (status == 200) {
      take_body(*visit);
    } else {
      take_status(*visit);
    }
    if (state().moved_since && now_ - *state().moved_since >= options_.moved_after && state().failures == 0)
      move();
    return std::move(out_);
  }

 private:
  ChannelState& state() { return out_.channel.state; }
  void fail(std::string trouble) { fail(std::move(trouble), options_.schedule); }
  void fail(std::string trouble, const ScheduleOptions& schedule) {
    note_failure(state(), std::move(trouble), now_, seed_, schedule);
  }

  void take_status(const Visit& visit) {
    const auto status = visit.response.status;
    if (const auto wait = retry_after(visit.response.fields, now_))
      state().fresh_until = std::max(state().fresh_until.value_or(*wait), *wait);
    else if (asks_for_rest(status))
      state().fresh_until = now_ + kAfterTooMany;
    if (status == kGone) state().gone = true;
    fail(words_of_status(status));
  }

  void take_body(const Visit& visit) {
    const auto& response = visit.response;
    auto& state = out_.channel.state;
    state.etag = response.fields["etag"];
    state.last_modified = response.fields["last-modified"];
    const auto hash = hash64(as_chars(response.body));
    if (hash == state.body_hash && state.last_success) return take_unchanged(visit);
    const auto text = feed_text_of(out_.channel.full_text);
    const auto announced = read_announced(out_.channel.kind, visit.url, response, text);
    if (!announced) {
      state.body_hash = 0;  // the validators are kept, and what they stand for was not read
      return fail(words_of(announced.error(), visit.url));
    }
    state.body_hash = hash;
    out_.verified = true;
    if (out_.channel.title.empty()) out_.channel.title = announced->title;
    if (announced->feed) {
      habits_.heed(*announced->feed);
      out_.hub = hub_offer(*announced->feed, response.fields, visit.url);
    }
    add_sitemaps(*announced);
    succeed(take_items(*announced));
  }

  /// What could not be read does not become good by staying as it is.
  void take_not_modified(const Visit& visit) {
    if (state().body_hash == 0 && !state().trouble.empty()) return fail(std::string(state().trouble));
    out_.hub = hub_offer({}, visit.response.fields, visit.url);
    succeed({});
  }

  /// A body that was read before, perhaps by a kabar that did not look for hubs yet.
  void take_unchanged(const Visit& visit) {
    if (out_.channel.kind == ChannelKind::kFeed) {
      const auto announced = read_announced(ChannelKind::kFeed, visit.url, visit.response);
      if (announced) out_.hub = hub_offer(*announced->feed, visit.response.fields, visit.url);
    }
    succeed({});
  }

  /// `times`: of the items that are new.
  void succeed(const std::vector<std::optional<Timestamp>>& times) {
    const auto last = before_.channel.state.last_success;
    std::vector<Timestamp> known;
    for (const auto& time : times) {
      if (last) known.push_back(believed(time, *last, now_));
      if (!last && time) known.push_back(*time);
    }
    if (last) {
      habits_.rhythm.observe(*last, now_, known);
    } else {
      habits_.rhythm.begin_with(now_, known);
    }
    note_success(state(), now_);
    if (!times.empty()) state().last_item = now_;
    state().items += times.size();
    state().rhythm = habits_.to_string();
    state().next_fetch = next_look(habits_, now_, state().fresh_until, seed_, options_.schedule);
  }

  void move() {
    out_.channel.url = state().moved_to;
    out_.moved = true;
    state().moved_to.clear();
    state().moved_since.reset();
  }

  bool is_of_this_site(const std::string& url) const {
    const auto here = net::Url::parse(out_.channel.url), there = net::Url::parse(url);
    return here && there && net::registrable_domain(here->host) == net::registrable_domain(there->host);
  }

  void add_sitemaps(const Announced& announced) {
    for (const auto& url : announced.sitemaps) {
      if (out_.channels.size() == options_.max_child_sitemaps) return;
      if (!is_of_this_site(url)) continue;  // it would be claimed for this source
      Channel child;
      child.source = out_.channel.source;
      child.url = url;
      child.kind = ChannelKind::kSitemap;
      child.full_text = out_.channel.full_text;
      out_.channels.push_back(std::move(child));
    }
  }

  std::vector<std::optional<Timestamp>> take_items(const Announced& announced) {
    std::vector<std::optional<Timestamp>> times;
    for (const auto& item : announced.items) {
      if (item.time && *item.time < now_ - options_.too_old) continue;
      const SeenItem seen{hash64(item.id), item.content_hash, now_};
      if (!items_.insert(seen.item).second) continue;
      const auto known =
          std::lower_bound(before_.seen.begin(), before_.seen.end(), seen,
                           [](const SeenItem& a, const SeenItem& b) { return a.item < b.item; });
      const bool is_new = known == before_.seen.end() || known->item != seen.item;
      if (!is_new && known->content == seen.content) continue;
      out_.seen.push_back(is_new ? seen : SeenItem{seen.item, seen.content, known->seen});
      if (is_new) times.push_back(item.time);
      take_item(item, is_new);
    }
    return times;
  }

  void take_item(const AnnouncedItem& item, bool is_new) {
    const auto policy = out_.channel.full_text;
    const bool whole = item.article.has_value();
    if (whole && policy != FullTextPolicy::kAlways) {
      out_.articles.push_back(article_task(*item.article, out_.channel.source, now_));
      return;
    }
    if (policy == FullTextPolicy::kNever || item.url.empty() || !is_new) return;
    // Where nothing tells their age, what lies there at the first look may be years old.
    const bool first = !before_.channel.state.last_success;
    if (first && out_.pages.size() == options_.first_pages) return;
    if (first && !item.time && out_.channel.kind == ChannelKind::kSitemap) return;
    auto family = net::url_family(item.url);
    if (family.empty() || !families_.insert(family).second) return;
    const auto known = before_.known_page(family);
    // Who announces a page of others before it is there must not keep it from being fetched ever.
    if (known && !(is_given_up(*known) && is_of_this_site(item.url))) return;
    Page page;
    page.family = std::move(family);
    page.url = item.url;
    page.channel = out_.channel.id;
    page.announced = now_;
    page.next_fetch = now_;
    if (known && known->fresh_until) page.next_fetch = std::max(now_, *known->fresh_until);
    out_.pages.push_back(std::move(page));
  }

  LookedAt before_;
  Timestamp now_;
  const LookOptions& options_;
  std::uint64_t seed_;
  Habits habits_;
  ChannelHarvest out_;
  std::set<std::uint64_t> items_;
  std::set<std::string> families_;
};

/// Takes in one answer of a page.
class PageVisit {
 public:
  PageVisit(Page page, Timestamp now, const LookOptions& options) : now_(now), options_(options) {
    out_.page = std::move(page);
    const auto& known = out_.page;
    const bool answered = known.status == 200 || known.status == 304;
    if (answered && known.fresh_until && known.last_fetch)
      kept_ = *known.fresh_until - *known.last_fetch - seconds{1};
    out_.page.last_fetch = now;
    ++out_.page.visits;
  }

  PageHarvest take(const std::string& source, Result<Visit> visit) && {
    auto& page = out_.page;
    if (!visit) {
      page.status = 0;
      const bool refused = visit.error().code == Errc::kRefused;
      fail(words_of(visit.error(), page.url), refused ? std::optional(now_ + days{1}) : std::nullopt);
      return std::move(out_);
    }
    const auto& response = visit->response;
    if (is_led_away(response)) return {led_away(out_.page, response.status, now_), std::nullopt};
    page.status = static_cast<std::uint16_t>(response.status);
    page.fresh_until = fresh_until(response.fields, now_, max_age_after(response, kept_));
    if (response.status == 304) {
      succeed();
    } else if (response.status == 200) {
      take_body(source, *std::move(visit));
    } else if (response.status == kNotFound || response.status == kGone) {
      page.trouble = words_of_status(response.status);
      const bool may_come = response.status == kNotFound && page.body_hash == 0;
      page.next_fetch = may_come ? next_try(page.announced, now_) : std::nullopt;
    } else {
      page.fresh_until = retry_after(response.fields, now_);
      fail(words_of_status(response.status),
           asks_for_rest(response.status) ? std::optional(now_ + kAfterTooMany) : std::nullopt);
    }
    return std::move(out_);
  }

 private:
  void fail(std::string trouble, std::optional<Timestamp> not_before) {
    auto& page = out_.page;
    page.trouble = std::move(trouble);
    page.next_fetch.reset();
    if (++page.failures >= kMostPageFailures) return;
    constexpr std::uint32_t kSlower = 2;  // a page is less urgent than a feed
    page.next_fetch =
        now_ + retry_after_failures(page.failures + kSlower, hash64(page.url), options_.schedule);
    if (not_before) page.next_fetch = std::max(*page.next_fetch, *not_before);
    if (page.fresh_until) page.next_fetch = std::max(*page.next_fetch, *page.fresh_until);
  }

  void succeed() {
    auto& page = out_.page;
    page.failures = 0;
    page.trouble.clear();
    page.next_fetch = next_visit(page.announced, now_);
    if (page.next_fetch && page.fresh_until) page.next_fetch = std::max(*page.next_fetch, *page.fresh_until);
  }

  void take_body(const std::string& source, Visit visit) {
    auto& page = out_.page;
    auto& response = visit.response;
    page.etag = response.fields["etag"];
    page.last_modified = response.fields["last-modified"];
    succeed();
    if (!is_html(response)) {
      page.trouble = fmt::format("no page, but {}", response.fields["content-type"]);
      page.next_fetch.reset();
      return;
    }
    if (asks_not_to_be_kept(response.fields, as_chars(response.body), options_.agent)) {
      page.trouble = "asks crawlers not to keep it (noindex)";
      page.next_fetch.reset();
      return;
    }
    const auto hash = hash64(as_chars(response.body));
    if (hash == page.body_hash) return;
    page.body_hash = hash;
    if (page.visits > 1) page.last_change = now_;
    out_.article = page_task(std::move(visit), source, now_);
  }

  Timestamp now_;
  const LookOptions& options_;
  PageHarvest out_;
  std::optional<seconds> kept_;  ///< how long the last answer was fresh
};

}  // namespace

net::FetchRequest request_for(const Channel& channel) {
  net::FetchRequest out;
  out.url = channel.url;
  out.etag = channel.state.etag;
  out.last_modified = channel.state.last_modified;
  out.notes.emplace_back(kSourceNote, channel.source);
  if (channel.kind != ChannelKind::kFeed) return out;
  out.accept =
      "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
  if (channel.full_text != FullTextPolicy::kAlways)
    out.notes.emplace_back(kFeedTextNote, to_string(feed_text_of(channel.full_text)));
  return out;
}

net::FetchRequest request_for(const Page& page, const std::string& source) {
  net::FetchRequest out;
  out.url = page.url;
  out.etag = page.etag;
  out.last_modified = page.last_modified;
  out.accept = "text/html, application/xhtml+xml, */*;q=0.1";
  out.notes.emplace_back(kSourceNote, source);
  return out;
}

ChannelHarvest look(LookedAt before, Result<Visit> visit, Timestamp now, const LookOptions& options) {
  return ChannelLook(std::move(before), now, options).take(std::move(visit));
}

PageHarvest visit_page(Page page, const std::string& source, Result<Visit> visit, Timestamp now,
                       const LookOptions& options) {
  return PageVisit(std::move(page), now, options).take(source, std::move(visit));
}

bool is_led_away(const net::FetchResponse& response) {
  return net::is_redirect(response.status) && !response.fields["location"].empty();
}

Page led_away(Page page, int status, Timestamp now) {
  Page out;
  out.family = std::move(page.family);
  out.url = std::move(page.url);
  out.channel = page.channel;
  out.announced = page.announced;
  out.last_fetch = now;
  out.status = static_cast<std::uint16_t>(status);
  out.visits = page.visits;
  if (status != 301 && status != 308) out.next_fetch = next_visit(page.announced, now);
  return out;
}

bool is_given_up(const Page& page) {
  const bool failed = page.failures != 0 || page.status == kNotFound || page.status == kGone;
  return failed && page.body_hash == 0 && !page.next_fetch;
}

std::optional<Timestamp> next_visit(Timestamp announced, Timestamp now) {
  for (const seconds age : {seconds(minutes{30}), seconds(hours{3}), seconds(days{1}), seconds(days{7})})
    if (announced + age > now + minutes{10}) return announced + age;
  return std::nullopt;
}

}  // namespace kabar::collect
