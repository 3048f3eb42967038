#include "kabar/collect/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"

namespace kabar::collect {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A longer ttl is a generator's default more often than a wish, and is this one.
constexpr minutes kLongestTtl{60};
/// So much of `fresh` is left for the request itself to be made and answered.
constexpr seconds kReserve{20};
constexpr seconds kStep{300};
constexpr std::uint32_t kAllHours = (1U << 24U) - 1;
constexpr std::uint8_t kAllDays = (1U << 7U) - 1;

/// In front of the numbers, where there is one.
constexpr std::string_view kMaxAge = "max-age ";

constexpr std::array<std::string_view, 7> kDayNames{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

/// From nought to below one, the same for the same seed and time.
double lot(std::uint64_t seed, Timestamp now) {
  const auto text = fmt::format("{} {}", seed, now.time_since_epoch().count());
  return static_cast<double>(hash64(text) >> 11U) * 0x1p-53;
}

bool is_skipped(const Habits& habits, Timestamp at) {
  const auto hour = static_cast<unsigned>((floor<hours>(at) - floor<days>(at)).count());
  const auto day = std::chrono::weekday(floor<days>(at)).c_encoding();
  return ((habits.skip_hours >> hour) & 1U) != 0 || ((habits.skip_days >> day) & 1U) != 0;
}

/// `at`, or the end of the hours that the feed asks to leave out.
Timestamp behind_skipped(const Habits& habits, Timestamp at) {
  for (int i = 0; i < 7 * 24 && is_skipped(habits, at); ++i) at = floor<hours>(at) + hours{1};
  return at;
}

/// The first time from `earliest` on at which a request is worth its while, when the last was at `now`.
Timestamp first_due(const Habits& habits, Timestamp now, Timestamp earliest, const ScheduleOptions& options) {
  const auto& rhythm = habits.rhythm;
  // Half a window, so that twice as much as expected does not push anything out unseen.
  const auto most = habits.window == 0 ? 1e9 : static_cast<double>(habits.window) / 2;
  const auto in_time = options.fresh - kReserve;
  const auto latest = now + options.longest;
  auto waiting = rhythm.expected(now, earliest);
  for (auto at = earliest; at < latest;) {
    if (waiting >= most) return at;
    if (at - now >= in_time &&
        (waiting >= options.patience || rhythm.expected(at - in_time, at) >= options.worth))
      return at;
    const auto next = at < now + in_time ? std::min(at + kStep, now + in_time) : at + kStep;
    waiting += rhythm.expected(at, next);
    at = next;
  }
  return latest;
}

template <class T>
bool read_number(std::string_view& text, T& out) {
  const auto end = std::min(text.find(' '), text.size());
  const auto read = std::from_chars(text.data(), text.data() + end, out);
  if (read.ec != std::errc{} || read.ptr != text.data() + end) return false;
  text.remove_prefix(std::min(end + 1, text.size()));
  return true;
}

}  // namespace

Habits Habits::parse(std::string_view text) {
  Habits out;
  seconds::rep max_age = 0;
  if (text.starts_with(kMaxAge)) {
    text.remove_prefix(kMaxAge.size());
    if (!read_number(text, max_age)) return {};
  }
  out.max_age = seconds{std::max<seconds::rep>(max_age, 0)};
  minutes::rep ttl = 0;
  unsigned skip_days = 0;
  if (!read_number(text, ttl) || !read_number(text, out.skip_hours) || !read_number(text, skip_days) ||
      !read_number(text, out.window))
    return {};
  out.ttl = minutes{std::clamp<minutes::rep>(ttl, 0, kLongestTtl.count())};
  out.skip_hours &= kAllHours;
  out.skip_days = static_cast<std::uint8_t>(skip_days & kAllDays);
  out.rhythm = Rhythm::parse(text);
  return out;
}

std::string Habits::to_string() const {
  const auto fresh = max_age > seconds{0} ? fmt::format("{}{} ", kMaxAge, max_age.count()) : std::string();
  return fmt::format("{}{} {} {} {} {}", fresh, ttl.count(), skip_hours, skip_days, window,
                     rhythm.to_string());
}

void Habits::heed(const Feed& feed) {
  ttl = std::clamp(feed.ttl.value_or(minutes{0}), minutes{0}, kLongestTtl);
  skip_hours = 0;
  for (const auto hour : feed.skip_hours) skip_hours |= hour < 24 ? 1U << hour : 0U;
  skip_days = 0;
  for (const auto& name : feed.skip_days) {
    const auto* const day = std::find(kDayNames.begin(), kDayNames.end(), ascii::lower(name));
    if (day != kDayNames.end())
      skip_days |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(day - kDayNames.begin()));
  }
  // A feed that asks to be left out always means something else.
  if (skip_hours == kAllHours) skip_hours = 0;
  if (skip_days == kAllDays) skip_days = 0;
  window = feed.items.size();
}

Timestamp next_look(const Habits& habits, Timestamp now, std::optional<Timestamp> not_before,
                    std::uint64_t seed, const ScheduleOptions& options) {
  const auto earliest = now + std::max<seconds>(options.shortest, habits.ttl);
  auto at = first_due(habits, now, earliest, options);
  // Those that come often are spread by when each was first looked at. Never later than found.
  constexpr double kSpread = 0.04;
  const auto wait = at - now;
  if (wait > options.fresh)
    at -= seconds{static_cast<seconds::rep>(lot(seed, now) * kSpread * static_cast<double>(wait.count()))};
  at = std::max(at, earliest);
  if (not_before) at = std::max(at, *not_before);
  return behind_skipped(habits, at);
}

seconds retry_after_failures(std::uint32_t failures, std::uint64_t seed, const ScheduleOptions& options) {
  constexpr std::uint32_t kMostDoublings = 12;
  const auto doublings = std::min(failures == 0 ? 0 : failures - 1, kMostDoublings);
  const auto wait = std::min(options.shortest * (1U << doublings), options.longest);
  // Up to a quarter more, so that what failed together does not come back together.
  return wait + seconds{static_cast<seconds::rep>(lot(seed, Timestamp{wait}) * 0.25 *
                                                  static_cast<double>(wait.count()))};
}

}  // namespace kabar::collect
