#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "kabar/base/time.h"
#include "kabar/model/published_time.h"

namespace kabar::text {

/// How "3/4/2020" is to be read where the figures themselves do not tell.
enum class DayMonthOrder { kUnknown, kDayFirst, kMonthFirst };

/// What is known around a printed date.
struct DateHints {
  std::string_view language;  ///< BCP 47 tag of the page ("en-GB"), may be empty
  DayMonthOrder order = DayMonthOrder::kUnknown;
  /// When the page was read: for "today", "3 hours ago", dates without year.
  std::optional<Timestamp> reference;
};

/// A date in a text, in the text's own zone where it names one, else at offset nought.
struct FoundDate {
  PublishedTime time;
  std::size_t begin = 0;  ///< bytes of the text that are the date
  std::size_t end = 0;
  bool has_offset = false;     ///< the text names its zone
  bool year_guessed = false;   ///< the text names no year, the reference time gave it
  bool relative = false;       ///< "yesterday", "3 hours ago"
  bool order_guessed = false;  ///< day and month may as well stand the other way round: "3/4/2020"
};

/// The first date that a text prints for people or machines: ISO 8601, RFC 822, figures in the order of the
/// language, month names of some sixty languages, CJK characters, Arabic-Indic and other digits, Persian,
/// Buddhist, Japanese-era and Minguo years, with the time of day and zone beside it if any. Dates in words
/// relative to the reference time count when there is one. Reads the first 16 KiB in linear time, at `from`
/// onwards. Safe from any thread.
std::optional<FoundDate> find_date(std::string_view text, const DateHints& hints = {}, std::size_t from = 0);

/// The date that a machine-readable field holds (datetime attribute, JSON-LD, meta): find_date(), and seconds
/// or milliseconds since 1970.
std::optional<FoundDate> parse_date(std::string_view field, const DateHints& hints = {});

}  // namespace kabar::text
