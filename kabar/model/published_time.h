#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/time.h"

namespace kabar {

/// When a page says that it was published: an instant, the page's own offset from UTC and how precise it was.
/// The day that the page prints is never lost to UTC.
struct PublishedTime {
  enum class Precision { kDay, kMinute };

  Timestamp instant;               ///< UTC; the day's start at the page's offset where only a day is known
  std::chrono::minutes offset{0};  ///< the page's own, east of UTC
  Precision precision = Precision::kMinute;

  /// The calendar day in the page's own zone.
  std::chrono::year_month_day day() const;

  static PublishedTime of_day(std::chrono::year_month_day day);

  friend bool operator==(const PublishedTime&, const PublishedTime&) = default;
};

/// "2020-10-10", or with minutes "2020-10-10T18:30+02:00" ("Z" for offset nought).
std::string to_string(const PublishedTime& time);

/// Reads what to_string writes, and every ISO 8601 form that parse_iso_fields knows. Without offset: UTC.
std::optional<PublishedTime> parse_published_time(std::string_view text);

}  // namespace kabar
