#pragma once

#include "kabar/model/subscription.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// What hubs were asked for, channel by channel.
class SubscriptionTable {
 public:
  explicit SubscriptionTable(Database& database) : database_(&database) {}

  Status put(const Subscription& subscription);
  Status hint(ChannelId id, Timestamp now);

 private:
  Database* database_;
};

}  // namespace kabar::store
