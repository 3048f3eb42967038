#include "kabar/pipeline/subscriber.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kabar::pipeline {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr seconds kBetweenLooks{5};
constexpr std::size_t kAskAtOnce = 8;
/// A hub that has not come to confirm by then is asked again.
constexpr hours kPatience{1};
constexpr std::chrono::days kAfterDenial{7};
constexpr std::size_t kMostAnswer = std::size_t{64} * 1024;

/// An hour, then twice as long each time, up to a day.
seconds wait_after(std::uint32_t failures) {
  constexpr std::uint32_t kMostDoublings = 5;
  return std::min<seconds>(kPatience * (1U << std::min(failures, kMostDoublings)), hours{24});
}

}  // namespace

Result<std::unique_ptr<Subscriber>> Subscriber::open(DataFolder& folder, std::mutex& owner, WebSubDesk& desk,
                                                     net::Fetcher& fetcher, const Clock& clock,
                                                     std::string base_url) {
  KABAR_TRY(auto reader, store::Reader::open(folder.path));
  return std::unique_ptr<Subscriber>(
      new Subscriber(folder, owner, desk, fetcher, clock, std::move(base_url), std::move(reader)));
}

Subscriber::Subscriber(DataFolder& folder, std::mutex& owner, WebSubDesk& desk, net::Fetcher& fetcher,
                       const Clock& clock, std::string base_url, store::Reader reader)
    : folder_(folder),
      owner_(owner),
      desk_(desk),
      fetcher_(fetcher),
      clock_(clock),
      reader_(std::move(reader)) {
  while (base_url.ends_with('/')) base_url.pop_back();
  callbacks_ = std::move(base_url) + "/websub/";
}

Status Subscriber::turn() {
  KABAR_CHECK(take_messages());
  const auto now = clock_.now();
  if (asked_ && now - *asked_ < kBetweenLooks) return ok();
  asked_ = now;
  return ask_due();
}

Status Subscriber::take_messages() {
  const auto now = clock_.now();
  std::vector<Subscription> changed;
  std::vector<ChannelId> hints;
  for (const auto& message : desk_.take()) {
    KABAR_TRY(auto one, reader_.subscription(message.token));
    if (!one) continue;
    if (message.kind == HubMessage::Kind::kPush) {
      ++one->pushes;
      hints.push_back(one->channel);
    } else if (message.kind == HubMessage::Kind::kConfirmed) {
      one->lease_until = now + message.lease;
      one->next_try = now + message.lease * 4 / 5;
      one->failures = 0;
      one->trouble.clear();
    } else {
      one->lease_until.reset();
      one->next_try = now + kAfterDenial;
      one->trouble = "the hub denies it" + (message.reason.empty() ? "" : ": " + message.reason);
    }
    // Two messages of one subscription: the later one knows nothing of what the first changed.
    KABAR_CHECK(write({*one}, {}));
  }
  for (const auto& refusal : std::exchange(refusals_, {})) {
    KABAR_TRY(auto one, reader_.subscription(refusal.token));
    if (!one) continue;
    one->next_try = now + wait_after(++one->failures);
    one->trouble = refusal.trouble;
    changed.push_back(*std::move(one));
  }
  return changed.empty() && hints.empty() ? ok() : write(changed, hints);
}

Status Subscriber::ask_due() {
  const auto now = clock_.now();
  KABAR_TRY(auto due, reader_.due_subscriptions(now, kAskAtOnce));
  if (due.empty()) return ok();
  for (auto& one : due) {
    const bool silent = one.asked && !one.lease_until && one.trouble.empty();
    if (silent) {
      one.trouble = "the hub does not confirm it";
      ++one.failures;
    }
    if (one.lease_until && *one.lease_until <= now) one.lease_until.reset();
    one.asked = now;
    one.next_try = now + wait_after(one.failures);
  }
  // Kept before they are asked: a hub may come to confirm before it answers.
  KABAR_CHECK(write(due, {}));
  for (const auto& one : due) ask(one);
  return ok();
}

void Subscriber::ask(const Subscription& one) {
  net::FetchRequest request;
  request.url = one.hub;
  request.form = collect::subscription_form(one, callbacks_ + one.token);
  request.limits.max_body_bytes = request.limits.max_decoded_bytes = kMostAnswer;
  fetcher_.start(std::move(request), [this, token = one.token](const Result<net::FetchResponse>& answer) {
    take_answer(token, answer);
  });
}

void Subscriber::take_answer(const std::string& token, const Result<net::FetchResponse>& answer) {
  if (answer && answer->status >= 200 && answer->status < 300) return;  // it will come to confirm
  refusals_.push_back({token, answer ? fmt::format("the hub answers with HTTP status {}", answer->status)
                                     : answer.error().message});
}

Status Subscriber::write(const std::vector<Subscription>& changed, const std::vector<ChannelId>& hints) {
  const std::lock_guard lock(owner_);
  for (const auto& one : changed) folder_.writer.put(one);
  for (const auto id : hints) folder_.writer.hint(id, clock_.now());
  auto done = folder_.writer.commit();
  if (!done) folder_.roll_back();
  return done;
}

}  // namespace kabar::pipeline
