#include "kabar/extract/own_day.h"

#include <algorithm>
#include <chrono>

namespace kabar::extract {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using text::FoundDate;

sys_days day_of(const FoundDate& date) {
  return sys_days{date.time.day()};
}

/// The day when day and month stand the other way round; none where they cannot.
std::optional<sys_days> other_way(const FoundDate& date) {
  if (!date.order_guessed) return std::nullopt;
  const auto day = date.time.day();
  const std::chrono::year_month_day out{day.year(), std::chrono::month{static_cast<unsigned>(day.day())},
                                        std::chrono::day{static_cast<unsigned>(day.month())}};
  return out.ok() ? std::optional<sys_days>(out) : std::nullopt;
}

/// `machine` in the zone in which it shows as `shown` does; its day alone where no time tells the zone.
FoundDate moved_to(const FoundDate& machine, const FoundDate& shown) {
  const sys_days own = day_of(machine);
  const sys_days day = day_of(shown);
  const auto clock = machine.time.instant - own;
  const bool reachable = day < own ? clock < hours{12} : clock >= hours{10};
  if (!reachable) return machine;
  FoundDate out = machine;
  if (shown.time.precision == PublishedTime::Precision::kMinute) {
    const auto local = shown.time.instant + shown.time.offset;
    const auto gap = std::chrono::round<minutes>(local - machine.time.instant);
    const auto quarter = minutes{(gap.count() + (gap.count() < 0 ? -7 : 7)) / 15 * 15};
    if (quarter >= minutes{-12 * 60} && quarter <= minutes{14 * 60}) {
      out.time.offset = quarter;
      return out;
    }
  }
  out.time = PublishedTime::of_day(std::chrono::year_month_day{day});
  return out;
}

}  // namespace

FoundDate ordered_as(const FoundDate& machine, const std::vector<FoundDate>& shown) {
  const auto turned = other_way(machine);
  const auto shows = [&](sys_days day) {
    return std::any_of(shown.begin(), shown.end(),
                       [day](const FoundDate& date) { return day_of(date) == day; });
  };
  if (!turned || shows(day_of(machine)) || !shows(*turned)) return machine;
  FoundDate out = machine;
  out.time.instant += *turned - day_of(machine);
  out.order_guessed = false;
  return out;
}

FoundDate own_day(const FoundDate& machine, const std::optional<FoundDate>& modified,
                  const std::vector<FoundDate>& shown, bool marked) {
  const sys_days own = day_of(machine);
  const bool printed = std::any_of(shown.begin(), shown.end(), [&](const FoundDate& date) {
    return day_of(date) == own || (!machine.order_guessed && other_way(date) == own);
  });
  if (shown.empty() || printed) return machine;
  if (FoundDate ordered = ordered_as(machine, shown); day_of(ordered) != own) return ordered;
  const FoundDate& first = shown.front();
  const bool day_only = machine.time.precision == PublishedTime::Precision::kDay;
  if (day_only && marked) return first;
  const sys_days day = day_of(first);
  if (modified && day_of(*modified) == day && day > own) return *modified;
  const bool utc = !day_only && machine.time.offset == minutes{0} && machine.has_offset;
  if (!utc || std::chrono::abs(day - own) != days{1}) return machine;
  return moved_to(machine, first);
}

}  // namespace kabar::extract
