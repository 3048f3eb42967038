#include "kabar/collect/rhythm.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

namespace kabar::collect {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr minutes kPhase{5};
constexpr double kHourSeconds = 3600;
// In hours: after so much time what was counted weighs half.
constexpr double kLevelHalves = 5 * 24;
constexpr double kHourHalves = 28 * 24;
constexpr double kDayHalves = 56 * 24;
constexpr double kPhaseHalves = 28 * 24;
constexpr double kRecentHalves = 3;
// How much must be counted before it outweighs what is presumed: hours for the level, items for the others.
constexpr double kLevelPrior = 3;
constexpr double kHourPrior = 1.5;
constexpr double kDayPrior = 15;
constexpr double kPhasePrior = 1.5;
constexpr double kRecentPrior = 3;
constexpr double kMostMood = 4;
/// Of what lay there at the first look, so much time is believed: older items are often chosen ones.
constexpr days kHistory{28};

double hours_between(Timestamp from, Timestamp to) {
  return static_cast<double>((to - from).count()) / kHourSeconds;
}

std::size_t hour_of(Timestamp at) {
  return static_cast<std::size_t>((floor<hours>(at) - floor<days>(at)).count());
}

std::size_t day_of(Timestamp at) {
  return std::chrono::weekday(floor<days>(at)).c_encoding();
}

std::size_t phase_of(Timestamp at) {
  return static_cast<std::size_t>((at - floor<hours>(at)) / kPhase);
}

/// The next time at which the rate may be another.
Timestamp end_of_phase(Timestamp at) {
  return floor<hours>(at) + ((at - floor<hours>(at)) / kPhase + 1) * kPhase;
}

Timestamp end_of_hour(Timestamp at) {
  return floor<hours>(at) + hours{1};
}

/// The numbers of a line, nothing where one is none or not finite.
std::optional<std::vector<double>> numbers_of(std::string_view text) {
  std::vector<double> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + end, value);
    if (read.ec != std::errc{} || read.ptr != text.data() + end || !std::isfinite(value) || value < 0)
      return std::nullopt;
    out.push_back(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

constexpr std::string_view kVersion = "1 ";

}  // namespace

Rhythm Rhythm::parse(std::string_view text) {
  if (!text.starts_with(kVersion)) return {};
  const auto numbers = numbers_of(text.substr(kVersion.size()));
  constexpr std::size_t kTallies = 2 + kHours + kDays;
  constexpr std::size_t kNumbers = 1 + 2 * kTallies + kPhases;
  constexpr double kLastTime = 253402300799;  // the year 9999
  if (!numbers || numbers->size() != kNumbers || numbers->front() > kLastTime) return {};
  Rhythm out;
  out.as_of_ = Timestamp{seconds{static_cast<std::int64_t>(numbers->front())}};
  auto next = numbers->begin() + 1;
  const auto read = [&next](Tally& tally) {
    tally.items = *next++;
    tally.hours = *next++;
  };
  read(out.level_);
  read(out.recent_);
  for (auto& tally : out.by_hour_) read(tally);
  for (auto& tally : out.by_day_) read(tally);
  for (auto& items : out.by_phase_) items = *next++;
  out.settle();
  return out;
}

std::string Rhythm::to_string() const {
  auto out = fmt::format("{}{}", kVersion, as_of_.time_since_epoch().count());
  const auto write = [&out](const Tally& tally) {
    fmt::format_to(std::back_inserter(out), " {:.4g} {:.4g}", tally.items, tally.hours);
  };
  write(level_);
  write(recent_);
  for (const auto& tally : by_hour_) write(tally);
  for (const auto& tally : by_day_) write(tally);
  for (const auto items : by_phase_) fmt::format_to(std::back_inserter(out), " {:.4g}", items);
  return out;
}

void Rhythm::observe(Timestamp since, Timestamp now, std::span<const Timestamp> items) {
  if (now <= since) return;
  // What was expected is what was believed before these items were seen.
  const auto foreseen = expected(since, now);
  fade_to(now);
  recent_.items += static_cast<double>(items.size());
  recent_.hours += foreseen;
  add_time(since, now);
  add_items(items);
  settle();
}

void Rhythm::begin_with(Timestamp now, std::span<const Timestamp> items) {
  std::vector<Timestamp> times;
  for (const auto time : items)
    if (time <= now && time > now - kHistory) times.push_back(time);
  std::sort(times.begin(), times.end());
  // The oldest only tells where the time begins in which the others came.
  if (times.size() < 2) return;
  fade_to(now);
  const auto since = times.front();
  add_time(since, now);
  add_items(std::span(times).subspan(1));
  settle();
}

double Rhythm::rate(Timestamp at) const noexcept {
  return usual_rate(at) * mood(at);
}

double Rhythm::expected(Timestamp from, Timestamp to) const noexcept {
  double out = 0;
  constexpr days kFarthest{31};
  to = std::min(to, from + kFarthest);
  while (from < to) {
    const auto end = std::min(end_of_phase(from), to);
    out += rate(from + (end - from) / 2) * hours_between(from, end);
    from = end;
  }
  return out;
}

void Rhythm::fade_to(Timestamp now) noexcept {
  const auto passed = std::max(0.0, hours_between(as_of_, now));
  as_of_ = std::max(as_of_, now);
  level_.fade(std::exp2(-passed / kLevelHalves));
  recent_.fade(std::exp2(-passed / kRecentHalves));
  for (auto& tally : by_hour_) tally.fade(std::exp2(-passed / kHourHalves));
  for (auto& tally : by_day_) tally.fade(std::exp2(-passed / kDayHalves));
  for (auto& items : by_phase_) items *= std::exp2(-passed / kPhaseHalves);
}

void Rhythm::add_time(Timestamp since, Timestamp now) noexcept {
  since = std::max(since, now - kHistory);
  for (auto from = since; from < now;) {
    const auto end = std::min(end_of_hour(from), now);
    const auto length = hours_between(from, end);
    by_hour_[hour_of(from)].hours += length;
    by_day_[day_of(from)].hours += length;
    level_.hours += length * std::exp2(-hours_between(from, now) / kLevelHalves);
    from = end;
  }
}

void Rhythm::add_items(std::span<const Timestamp> items) noexcept {
  for (const auto item : items) {
    by_hour_[hour_of(item)].items += 1;
    by_day_[day_of(item)].items += 1;
    by_phase_[phase_of(item)] += 1;
    level_.items += std::exp2(-std::max(0.0, hours_between(item, as_of_)) / kLevelHalves);
  }
}

/// Works out level and shares. An hour borrows from those beside it, as newsrooms keep no exact hours.
void Rhythm::settle() noexcept {
  Tally all;
  for (const auto& tally : by_hour_) {
    all.items += tally.items;
    all.hours += tally.hours;
  }
  const auto mean = all.hours > 0 ? all.items / all.hours : 0.0;
  constexpr double kOwn = 0.6;
  constexpr double kBeside = (1 - kOwn) / 2;
  for (std::size_t i = 0; i < kHours; ++i) {
    const auto& before = by_hour_[(i + kHours - 1) % kHours];
    const auto& after = by_hour_[(i + 1) % kHours];
    const auto items = kOwn * by_hour_[i].items + kBeside * (before.items + after.items);
    const auto usual = mean * (kOwn * by_hour_[i].hours + kBeside * (before.hours + after.hours));
    hour_share_[i] = (items + kHourPrior) / (usual + kHourPrior);
  }
  for (std::size_t i = 0; i < kDays; ++i)
    day_share_[i] = (by_day_[i].items + kDayPrior) / (mean * by_day_[i].hours + kDayPrior);
  // The level is told by hours that were seen alike, so the shares must be of mean one over the day.
  double sum = 0;
  for (const auto share : hour_share_) sum += share;
  for (auto& share : hour_share_) share *= static_cast<double>(kHours) / sum;
  const auto usual_phase = std::accumulate(by_phase_.begin(), by_phase_.end(), 0.0) / kPhases;
  for (std::size_t i = 0; i < kPhases; ++i)
    phase_share_[i] = (by_phase_[i] + kPhasePrior) / (usual_phase + kPhasePrior);
  usual_level_ = (level_.items + kUnknownRate * kLevelPrior) / (level_.hours + kLevelPrior);
}

double Rhythm::usual_rate(Timestamp at) const noexcept {
  return usual_level_ * hour_share_[hour_of(at)] * day_share_[day_of(at)] * phase_share_[phase_of(at)];
}

/// How the last hours were against what was expected of them; wears off.
double Rhythm::mood(Timestamp at) const noexcept {
  const auto was = std::min((recent_.items + kRecentPrior) / (recent_.hours + kRecentPrior), kMostMood);
  const auto passed = std::max(0.0, hours_between(as_of_, at));
  return 1 + (was - 1) * std::exp2(-passed / kRecentHalves);
}

}  // namespace kabar::collect
