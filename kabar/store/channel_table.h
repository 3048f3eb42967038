#pragma once

#include <string_view>

#include "kabar/model/channel.h"
#include "kabar/model/page.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

/// Channels, and the items that were seen in them. Sources go by their rows.
class ChannelTable {
 public:
  explicit ChannelTable(Database& database) : database_(&database) {}

  /// A channel whose address is known already stays as it is.
  Status insert(const Channel& channel, std::int64_t source);
  Status insert_sitemap(const Channel& channel, std::int64_t source, std::size_t most, Timestamp idle_since);
  /// Where another channel has the address, the two become one: that one.
  Status update(const Channel& channel, std::int64_t source);
  Status update_state(ChannelId id, const ChannelState& state);
  Status pause(ChannelId id, bool paused);
  Status recall(Timestamp latest);
  Status verify(ChannelId id, std::string_view title);
  /// With its items; its pages stay known, but belong to nobody and are not looked at again.
  Status remove(ChannelId id);
  Status see(ChannelId id, const SeenItem& item);
  Status forget_items(Timestamp before);

 private:
  Database* database_;
};

}  // namespace kabar::store
