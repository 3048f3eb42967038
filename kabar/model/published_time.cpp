#include "kabar/model/published_time.h"

#include <fmt/format.h>

#include "kabar/base/iso_time.h"

namespace kabar {

std::chrono::year_month_day PublishedTime::day() const {
  return std::chrono::floor<std::chrono::days>(instant + offset);
}

PublishedTime PublishedTime::of_day(std::chrono::year_month_day day) {
  return {std::chrono::sys_days{day}, std::chrono::minutes{0}, Precision::kDay};
}

std::string to_string(const PublishedTime& time) {
  const auto day = time.day();
  auto out = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  if (time.precision == PublishedTime::Precision::kDay) return out;
  const auto local = time.instant + time.offset;
  const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
  out += fmt::format("T{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  if (time.offset.count() == 0) return out + "Z";
  const auto minutes = std::abs(time.offset.count());
  return out + fmt::format("{}{:02}:{:02}", time.offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::optional<PublishedTime> parse_published_time(std::string_view text) {
  const auto fields = parse_iso_fields(text);
  if (!fields) return std::nullopt;
  if (!fields->time_of_day) return PublishedTime::of_day(fields->day);
  const auto offset = fields->offset.value_or(std::chrono::minutes{0});
  return PublishedTime{std::chrono::sys_days{fields->day} + *fields->time_of_day - offset, offset,
                       PublishedTime::Precision::kMinute};
}

}  // namespace kabar
