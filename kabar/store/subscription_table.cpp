#include "kabar/store/subscription_table.h"

#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"

namespace kabar::store {
namespace {

/// Between two looks that pushes bring about.
constexpr std::int64_t kBetweenHints = 60;

std::int64_t raw(ChannelId id) noexcept {
  return static_cast<std::int64_t>(id);
}

Subscription subscription_row(const Query& row) {
  Columns columns(row, 0);
  Subscription out;
  out.channel = ChannelId{columns.integer()};
  out.hub = columns.text();
  out.topic = columns.text();
  out.token = columns.text();
  out.secret = columns.text();
  out.asked = columns.time();
  out.lease_until = columns.time();
  out.next_try = time_of(columns.integer());
  out.failures = static_cast<std::uint32_t>(columns.integer());
  out.pushes = static_cast<std::uint64_t>(columns.integer());
  out.trouble = columns.text();
  return out;
}

Result<std::optional<Subscription>> first_row(Query& row) {
  KABAR_TRY(const bool found, row.step());
  return found ? std::optional(subscription_row(row)) : std::nullopt;
}

}  // namespace

Status SubscriptionTable::put(const Subscription& one) {
  auto query = database_->query(
      R"(INSERT OR REPLACE INTO subscriptions (channel, hub, topic, token, secret, asked, lease_until, next_try,
                                              failures, pushes, trouble)
          SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM channels WHERE id = ?1)");
  query.bind(raw(one.channel)).bind(one.hub).bind(one.topic).bind(one.token).bind(one.secret);
  query.bind(seconds(one.asked)).bind(seconds(one.lease_until)).bind(seconds(one.next_try));
  return query.bind(std::int64_t{one.failures}).bind(one.pushes).bind(one.trouble).run();
}

Status SubscriptionTable::hint(ChannelId id, Timestamp now) {
  auto query = database_->query(
      R"(UPDATE channels
          SET next_fetch = min(next_fetch, max(?2, coalesce(fresh_until, 0), coalesce(last_fetch, 0) + ?3))
        WHERE id = ?1 AND failures = 0)");
  return query.bind(raw(id)).bind(seconds(now)).bind(kBetweenHints).run();
}

Result<std::optional<Subscription>> Reader::subscription(std::string_view token) const {
  auto row = state_->database->query(statements::kSubscription);
  return first_row(row.bind(token));
}

Result<std::optional<Subscription>> Reader::subscription_of(ChannelId channel) const {
  auto row = state_->database->query(statements::kSubscriptionOf);
  return first_row(row.bind(raw(channel)));
}

Result<std::vector<Subscription>> Reader::due_subscriptions(Timestamp now, std::size_t limit) const {
  auto row = state_->database->query(statements::kDueSubscriptions);
  row.bind(seconds(now)).bind(std::uint64_t{limit});
  std::vector<Subscription> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(subscription_row(row));
  }
}

}  // namespace kabar::store
