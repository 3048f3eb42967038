#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"

namespace kabar::collect {

/// An item of a simulated feed: when it can first be seen there, and what time it says of itself.
struct SimulatedItem {
  Timestamp appears;
  std::optional<Timestamp> says;
};

/// A feed that publishes as newsrooms do: by the hour of its zone and the day of the week, in good days and
/// bad ones, in bursts; some in batches at set minutes, some without dates or with dates of another zone.
struct SimulatedFeed {
  std::string_view kind;             ///< "portal", "paper", "section", "magazine", "asleep"
  std::size_t window = 20;           ///< items that it holds
  std::chrono::seconds max_age{0};   ///< what its server asks for
  std::chrono::minutes ttl{0};       ///< what itself asks for
  std::vector<SimulatedItem> items;  ///< in the order in which they appear
};

/// How many items a day the feeds of a population have.
enum class Population {
  kMixed,      ///< few portals and papers, sections of them, many magazines and feeds that sleep
  kNewsrooms,  ///< the same kinds, with more that are busy
  kPareto,     ///< rates that follow a power law, without kinds
};

/// A feed of that population with all its items between `from` and `to`. The same number gives the same feed.
SimulatedFeed simulate_feed(Population population, std::uint64_t number, Timestamp from, Timestamp to);

/// What became of the items of a feed in a time of looking.
struct LookReport {
  std::uint64_t requests = 0;
  std::uint64_t items = 0;                   ///< that appeared in the time
  std::uint64_t in_time = 0;                 ///< seen within 15 minutes
  std::uint64_t lost = 0;                    ///< pushed out of the feed unseen
  std::vector<std::chrono::seconds> delays;  ///< of those that were seen

  /// Counts those that appeared after `from` and are seen now.
  void see(const std::vector<SimulatedItem>& brought, Timestamp from, Timestamp now);
  void add(const LookReport& other);
};

/// When to look again, told what a look at `now` brought: the times of new items as far as they can be
/// believed, and at the first look those of all that lay there. Nothing for one that failed.
using Look = std::function<Timestamp(Timestamp now, const std::vector<SimulatedItem>* brought)>;

/// Looks at the feed from `from` (where the items begin to count) to `to`, the first time within `spread`;
/// one look in a hundred fails.
LookReport look_at(const SimulatedFeed& feed, std::uint64_t number, Timestamp from, Timestamp to,
                   const Look& look);

/// The same as kabar does it: Habits and next_look().
LookReport look_as_scheduled(const SimulatedFeed& feed, std::uint64_t number, Timestamp from, Timestamp to);

}  // namespace kabar::collect
