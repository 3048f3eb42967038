#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace kabar::store {

/// First and last number of what arrived, both included.
using Arrivals = std::pair<std::int64_t, std::int64_t>;

/// Which arrivals a search looks at next: the newest first, in parts that grow while they cost little. So a
/// search that finds hardly anything among nearly everything ends when its time is over, with what it found
/// among the newest; that time is of the processor, as a busy machine must not change an answer. One thread.
class ArrivalStretches {
 public:
  ArrivalStretches(Arrivals all, std::chrono::nanoseconds patience);

  /// Nothing at the end, or when the time is over; one part there always is.
  std::optional<Arrivals> next();
  /// Nothing is left to look at.
  bool at_end() const noexcept { return all_.first > all_.second; }
  /// Of the patience.
  std::chrono::nanoseconds spent() const;
  /// Even the part at hand takes too long: where hardly anything matches, the index looks far behind its end.
  bool is_overdue() const;

 private:
  using Time = std::chrono::nanoseconds;

  void grow(Time cost);

  Arrivals all_;  // that were not given yet
  std::int64_t size_;
  Time patience_, started_, part_started_;
};

}  // namespace kabar::store
