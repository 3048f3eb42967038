#include "kabar/cli/span_words.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "kabar/cli/counted.h"

namespace kabar::cli {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string counted_span(std::int64_t count, std::string_view unit) {
  return counted(static_cast<std::uint64_t>(count), unit);
}

}  // namespace

std::string span_words(seconds span) {
  if (span < minutes{1}) return "less than a minute";
  if (span < hours{1}) return counted_span(span / minutes{1}, "minute");
  if (span < days{2}) return counted_span(span / hours{1}, "hour");
  return counted_span(span / days{1}, "day");
}

std::string when_words(Timestamp time, Timestamp now) {
  if (time == now) return "now";
  return time < now ? span_words(now - time) + " ago" : "in " + span_words(time - now);
}

std::string since_words(Timestamp time, Timestamp now) {
  const auto day = std::chrono::floor<days>(time);
  const auto today = std::chrono::floor<days>(now);
  if (day == today) {
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:02}:{:02} UTC", clock.hours().count(), clock.minutes().count());
  }
  if (day < today && today - day < days{7})
    return std::string(kDays.at(std::chrono::weekday(day).c_encoding()));
  const std::chrono::year_month_day date(day);
  auto out = fmt::format("{} {}", static_cast<unsigned>(date.day()),
                         kMonths.at(static_cast<unsigned>(date.month()) - 1));
  if (date.year() != std::chrono::year_month_day(today).year())
    out += fmt::format(" {}", static_cast<int>(date.year()));
  return out;
}

}  // namespace kabar::cli
