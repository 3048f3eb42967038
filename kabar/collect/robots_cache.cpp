#include "kabar/collect/robots_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kabar/base/bytes.h"

namespace kabar::collect {
namespace {

constexpr int kNotModified = 304;
constexpr int kTooManyRequests = 429;

/// What comes with any of these counts (RFC 9309, section 2.3.1.1).
bool is_success(int status) {
  return status >= 200 && status < 300;
}

std::string origin_of(const net::Url& url) {
  auto out = fmt::format("{}://{}", url.scheme, url.host);
  if (url.port != 0) out += fmt::format(":{}", url.port);
  return out;
}

/// Where the answer of `url` says that the file is; nothing when it is none of a redirect.
std::optional<std::string> redirect_of(const std::string& url, const net::FetchResponse& response) {
  const auto location = response.fields["location"];
  if (!net::is_redirect(response.status) || location.empty()) return std::nullopt;
  const auto from = net::Url::parse(url);
  if (!from) return std::nullopt;
  const auto to = from->resolve(location);
  return to ? std::optional(to->to_string()) : std::nullopt;
}

/// Without the address, which the reader of the message knows.
std::string reason_of(const Error& error, const std::string& url) {
  const bool named = error.message.starts_with(url + ": ");
  return error.message.substr(named ? url.size() + 2 : 0);
}

RobotsFile no_file(std::string why) {
  RobotsFile out;
  out.why = std::move(why);
  return out;
}

}  // namespace

Status RobotsFile::check(const net::Url& url) const {
  if (kind == Kind::kNone) return ok();
  if (kind == Kind::kNotAsked) return Error{Errc::kBusy, fmt::format("{}: {}", url.to_string(), why)};
  if (kind == Kind::kUnreachable)
    return Error{Errc::kIo, fmt::format("{}: robots.txt cannot be had ({}), so nothing may be fetched",
                                        url.to_string(), why)};
  if (rules.allows(url.path + (url.query.empty() ? "" : "?" + url.query))) return ok();
  return Error{Errc::kRefused, fmt::format("{}: robots.txt forbids it", url.to_string())};
}

RobotsCache::RobotsCache(net::Fetcher& fetcher, const Clock& clock, Options options)
    : fetcher_(fetcher), clock_(clock), options_(std::move(options)) {}

std::optional<RobotsCache::Answer> RobotsCache::known(const net::Url& url) const {
  const auto host = hosts_.find(origin_of(url));
  const bool fresh = host != hosts_.end() && host->second.file && clock_.now() < host->second.until;
  return fresh ? std::optional(host->second.file) : std::nullopt;
}

void RobotsCache::ask(const net::Url& url, Done done) {
  if (const auto file = known(url)) return done(*file);
  const auto origin = origin_of(url);
  auto& host = hosts_[origin];
  host.asking.push_back(std::move(done));
  if (host.asking.size() == 1) fetch(origin, origin + "/robots.txt", 0);
}

void RobotsCache::fetch(const std::string& origin, const std::string& url, unsigned redirects) {
  net::FetchRequest request;
  request.url = url;
  request.accept = "text/plain, */*;q=0.5";
  request.limits.max_body_bytes = 4 * RobotsRules::kMaxBytes;
  request.limits.max_decoded_bytes = 16 * RobotsRules::kMaxBytes;
  const auto& host = hosts_[origin];
  if (redirects == 0) {
    request.etag = host.etag;
    request.last_modified = host.last_modified;
  }
  fetcher_.start(std::move(request), [this, origin, url, redirects](const Response& response) {
    take(origin, url, redirects, response);
  });
}

void RobotsCache::take(const std::string& origin, const std::string& url, unsigned redirects,
                       const Response& response) {
  if (response && redirects < kMaxRedirects) {
    if (const auto next = redirect_of(url, *response)) return fetch(origin, *next, redirects + 1);
  }
  auto& host = hosts_[origin];
  if (!response && response.error().code == Errc::kBusy)
    return leave_alone(host, reason_of(response.error(), url));
  if (response) {
    take_answer(host, *response);
    keep_validators(host, *response, redirects == 0);
  } else {
    take_trouble(host, reason_of(response.error(), url), kSilent);
  }
  settle(origin);
}

void RobotsCache::keep_validators(Host& host, const net::FetchResponse& response, bool own) {
  if (response.status == kNotModified) return;
  host.etag.clear();
  host.last_modified.clear();
  if (!own || !is_success(response.status)) return;  // another host's mean nothing to this one
  host.etag = response.fields["etag"];
  host.last_modified = response.fields["last-modified"];
}

void RobotsCache::take_answer(Host& host, const net::FetchResponse& response) {
  const int status = response.status;
  if (status == kNotModified && host.file) {
    auto again = *host.file;
    return take_file(host, std::move(again), host.bytes);
  }
  if (status == kNotModified || status == kTooManyRequests || status >= 500)
    return take_trouble(host, fmt::format("HTTP status {}", status), kMaxAge);
  if (net::is_redirect(status)) return take_file(host, no_file("it redirects nowhere"), 0);
  if (!is_success(status)) return take_file(host, no_file(fmt::format("HTTP status {}", status)), 0);
  auto rules = RobotsRules::parse(as_chars(response.body), options_.agent);
  if (!rules) return take_file(host, no_file(rules.error().message), 0);
  RobotsFile file;
  file.kind = RobotsFile::Kind::kRules;
  file.rules = *std::move(rules);
  take_file(host, std::move(file), std::min(response.body.size(), RobotsRules::kMaxBytes));
}

void RobotsCache::take_file(Host& host, RobotsFile file, std::size_t bytes) {
  file.fetched = clock_.now();
  host.file = std::make_shared<const RobotsFile>(std::move(file));
  host.until = clock_.now() + kMaxAge;
  host.failures = 0;
  bytes_ += bytes - host.bytes;
  host.bytes = bytes;
}

void RobotsCache::take_trouble(Host& host, std::string why, std::chrono::seconds longest) {
  constexpr unsigned kMostDoublings = 7;
  const auto wait = kRetry * (1U << std::min(host.failures++, kMostDoublings));
  host.until = clock_.now() + std::min<std::chrono::seconds>(wait, longest);
  if (host.file && host.file->kind != RobotsFile::Kind::kUnreachable) return;
  RobotsFile file;
  file.kind = RobotsFile::Kind::kUnreachable;
  file.why = std::move(why);
  file.fetched = clock_.now();
  host.file = std::make_shared<const RobotsFile>(std::move(file));
}

void RobotsCache::settle(const std::string& origin) {
  auto& host = hosts_[origin];
  const auto file = host.file;
  const auto asking = std::exchange(host.asking, {});
  if (options_.on_crawl_delay) {
    const auto url = net::Url::parse(origin);
    if (url) options_.on_crawl_delay(url->host, file->rules.crawl_delay().value_or(std::chrono::seconds{0}));
  }
  make_room();
  for (const auto& done : asking) done(file);
}

/// Nothing was learned of the host, not even that it is out of reach.
void RobotsCache::leave_alone(Host& host, std::string why) {
  RobotsFile file;
  file.kind = RobotsFile::Kind::kNotAsked;
  file.why = std::move(why);
  const auto answer = std::make_shared<const RobotsFile>(std::move(file));
  for (const auto& done : std::exchange(host.asking, {})) done(answer);
}

void RobotsCache::make_room() {
  if (hosts_.size() <= options_.max_hosts && bytes_ <= options_.max_bytes) return;
  // The eighth that is due first makes way, so that this comes seldom.
  std::vector<std::pair<Timestamp, std::string>> by_age;
  by_age.reserve(hosts_.size());
  for (const auto& [origin, host] : hosts_) {
    if (host.asking.empty()) by_age.emplace_back(host.until, origin);
  }
  const auto most = static_cast<std::ptrdiff_t>(by_age.size() / 8 + 1);
  if (by_age.empty()) return;
  const auto last = by_age.begin() + std::min<std::ptrdiff_t>(most, std::ssize(by_age));
  std::partial_sort(by_age.begin(), last, by_age.end());
  std::for_each(by_age.begin(), last, [&](const auto& oldest) {
    const auto at = hosts_.find(oldest.second);
    bytes_ -= at->second.bytes;
    hosts_.erase(at);
  });
}

}  // namespace kabar::collect
