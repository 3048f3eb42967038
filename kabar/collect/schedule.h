#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/time.h"
#include "kabar/collect/feed.h"
#include "kabar/collect/rhythm.h"

namespace kabar::collect {

/// How requests are spent. A new item should be seen within `fresh`; a request that is made so long after the
/// one before brings as many items in time as `fresh` is expected to bring. Where that is less than `worth`,
/// it is saved, until `patience` items are expected to wait.
struct ScheduleOptions {
  std::chrono::seconds shortest = std::chrono::minutes{5};
  std::chrono::seconds longest = std::chrono::hours{24};
  std::chrono::seconds silent = std::chrono::hours{1};  ///< the longest wait for a server that gave no answer
  std::chrono::seconds fresh = std::chrono::minutes{15};
  double worth = 0.028;  ///< 95 % of new items in time at 15 % of the requests of looking each 5 minutes
  double patience = 0.8;
};

/// What is remembered of a channel to decide when to look again: its rhythm, and what its last body asked for
/// (an answer that says "unchanged" does not repeat it). A value, kept as a line of text.
struct Habits {
  Rhythm rhythm;
  std::chrono::minutes ttl{0};      ///< how long a feed says that it may be kept
  std::uint32_t skip_hours = 0;     ///< bit 0: from midnight to one, GMT
  std::uint8_t skip_days = 0;       ///< bit 0: Sunday
  std::size_t window = 0;           ///< items that it holds; what does not fit is lost; nought: not known
  std::chrono::seconds max_age{0};  ///< of the last answer that said how long it is fresh

  /// Reads to_string(); what is none gives habits of which nothing is known.
  static Habits parse(std::string_view text);
  std::string to_string() const;
  /// Takes over what the feed asks for.
  void heed(const Feed& feed);

  friend bool operator==(const Habits&, const Habits&) = default;
};

/// When to look again at a channel that was looked at now. `not_before` is what its server asks for, and kept
/// whatever the rest says; `seed`, any number of the channel's own, spreads those that would come together by
/// a few parts of a hundred. Pure.
Timestamp next_look(const Habits& habits, Timestamp now, std::optional<Timestamp> not_before,
                    std::uint64_t seed, const ScheduleOptions& options = {});

/// When to try again after `failures` in a row: five minutes, then twice as long each time, up to a day.
std::chrono::seconds retry_after_failures(std::uint32_t failures, std::uint64_t seed,
                                          const ScheduleOptions& options = {});

}  // namespace kabar::collect
