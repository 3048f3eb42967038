#include "kabar/collect/visitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace kabar::collect {
namespace {

Error astray(const std::string& from, std::string_view reason) {
  return {Errc::kInvalidInput, fmt::format("{}: {}", from, reason)};
}

}  // namespace

std::string Visit::moved_to() const {
  for (std::size_t i = 0; i < redirects.size(); ++i) {
    const bool for_good = redirects[i].status == 301 || redirects[i].status == 308;
    if (!for_good) return i == 0 ? std::string() : redirects[i].from;
  }
  return redirects.empty() ? std::string() : url;
}

void Visitor::start(net::FetchRequest request, Done done, MayFollow may_follow) {
  auto address = request.url;
  go(std::make_shared<Journey>(Journey{std::move(request), std::move(done), std::move(may_follow), {}}),
     address);
}

Result<Visit> Visitor::visit(net::FetchRequest request) {
  constexpr std::chrono::seconds kWait{1};
  const auto url = request.url;
  std::optional<Result<Visit>> out;
  start(std::move(request), [&out](Result<Visit> got) { out = std::move(got); });
  while (!out && fetcher_.run_once(kWait)) continue;
  return out ? *std::move(out) : Error{Errc::kInternal, url + ": the fetch never ended"};
}

void Visitor::go(const JourneyPtr& journey, const std::string& address) {
  const auto parsed = net::Url::parse(address);
  if (!parsed) return journey->done(parsed.error());
  auto url = *parsed;
  url.fragment.clear();
  robots_.ask(url, [this, journey, url](const RobotsCache::Answer& robots) {
    if (auto allowed = robots->check(url); !allowed) return journey->done(std::move(allowed).error());
    auto request = journey->request;
    request.url = url.to_string();
    if (!journey->visit.redirects.empty()) request.limits.in_line = net::FetchLimits().in_line;
    fetcher_.start(std::move(request), [this, journey, url](Result<net::FetchResponse> response) {
      take(journey, url, std::move(response));
    });
  });
}

void Visitor::take(const JourneyPtr& journey, const net::Url& here, Result<net::FetchResponse> response) {
  if (!response) return journey->done(std::move(response).error());
  auto& visit = journey->visit;
  const auto from = here.to_string();
  const auto location = response->fields["location"];
  if (!net::is_redirect(response->status) || location.empty()) {
    visit.url = from;
    visit.response = *std::move(response);
    return journey->done(std::move(visit));
  }
  auto next = here.resolve(location);
  if (!next) return journey->done(std::move(next).error().within(from + ": redirect"));
  next->fragment.clear();
  if (journey->may_follow && !journey->may_follow(*next)) {
    visit.url = from;
    visit.response = *std::move(response);
    return journey->done(std::move(visit));
  }
  visit.redirects.push_back({from, response->status});
  const auto to = next->to_string();
  const bool been_there = std::any_of(visit.redirects.begin(), visit.redirects.end(),
                                      [&](const Visit::Redirect& redirect) { return redirect.from == to; });
  if (been_there) return journey->done(astray(from, "redirects in a circle"));
  if (visit.redirects.size() > kMaxRedirects)
    return journey->done(astray(from, fmt::format("more than {} redirects", kMaxRedirects)));
  go(journey, to);
}

}  // namespace kabar::collect
