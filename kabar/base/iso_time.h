#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace kabar {

/// The fields of a date in ISO 8601 form, as they were written.
struct IsoTime {
  std::chrono::year_month_day day;
  std::optional<std::chrono::seconds> time_of_day;
  std::optional<std::chrono::minutes> offset;  ///< east of UTC; none where the text says nothing
};

/// Reads "YYYY-MM-DD", alone or followed by 'T' or blanks, "HH:MM[:SS[.fraction]]" and a zone, if any: "Z",
/// "+HH", "+HHMM" or "+HH:MM"; also "YYYYMMDD[THHMMSS]". The whole of `text` must be it, blanks around
/// it aside.
std::optional<IsoTime> parse_iso_fields(std::string_view text);

}  // namespace kabar
