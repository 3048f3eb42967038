#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "kabar/base/time.h"

namespace kabar::collect {

/// What a channel has been seen to do: how many new items an hour brings, by hour of the day and day of the
/// week (UTC). A Poisson rate: a level, times a share for the hour, one for the day of the week, one for the
/// minutes of the hour (many feeds are written by a clock), times how the last hours were against what was
/// expected; each is a mean of what was counted and a prior, so that little seen means little believed. What
/// lies back counts less: the level halves in days, the shape in weeks.
///
/// A value; pure. Kept as a line of text.
class Rhythm {
 public:
  Rhythm() = default;
  /// Reads to_string(); what is none gives a rhythm that knows nothing.
  static Rhythm parse(std::string_view text);
  std::string to_string() const;

  /// The time between two looks at the channel brought items at these times (all in it; an item whose time is
  /// not known is put at any).
  void observe(Timestamp since, Timestamp now, std::span<const Timestamp> items);
  /// Items that lay there at the first look, by the times they say: the newest tell how often there is one.
  void begin_with(Timestamp now, std::span<const Timestamp> items);

  /// Items an hour that are expected at that time.
  double rate(Timestamp at) const noexcept;
  /// Items that are expected in that time.
  double expected(Timestamp from, Timestamp to) const noexcept;

  friend bool operator==(const Rhythm&, const Rhythm&) = default;

 private:
  /// What was counted, and in how many hours; both fade together.
  struct Tally {
    double items = 0;
    double hours = 0;

    void fade(double factor) noexcept {
      items *= factor;
      hours *= factor;
    }
    friend bool operator==(const Tally&, const Tally&) = default;
  };
  static constexpr std::size_t kHours = 24;
  static constexpr std::size_t kDays = 7;
  static constexpr std::size_t kPhases = 12;  ///< of an hour, five minutes each

  void fade_to(Timestamp now) noexcept;
  void add_time(Timestamp since, Timestamp now) noexcept;
  void add_items(std::span<const Timestamp> items) noexcept;
  void settle() noexcept;
  double usual_rate(Timestamp at) const noexcept;
  double mood(Timestamp at) const noexcept;

  Timestamp as_of_{};
  Tally level_;
  std::array<Tally, kHours> by_hour_{};
  std::array<Tally, kDays> by_day_{};       ///< from Sunday
  std::array<double, kPhases> by_phase_{};  ///< items
  Tally recent_;                            ///< of the last hours; its hours are the items that were expected

  // Follow from the tallies.
  double usual_level_ = kUnknownRate;
  std::array<double, kHours> hour_share_ = filled<kHours>();
  std::array<double, kDays> day_share_ = filled<kDays>();
  std::array<double, kPhases> phase_share_ = filled<kPhases>();

  static constexpr double kUnknownRate = 0.5;

  template <std::size_t N>
  static constexpr std::array<double, N> filled() {
    std::array<double, N> out{};
    out.fill(1.0);
    return out;
  }
};

}  // namespace kabar::collect
