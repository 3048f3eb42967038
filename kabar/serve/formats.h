#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/model/published_time.h"

namespace kabar::serve {

/// Dates, relative times, numbers and names of languages and countries as one language writes them (CLDR).
/// One thread at a time.
class Formats {
 public:
  /// `language` is a BCP 47 tag, `zone` an IANA name ("Asia/Jakarta"); an unknown zone counts as UTC.
  static Result<Formats> load(std::string_view language, std::string_view zone);
  Formats(Formats&&) noexcept;
  Formats& operator=(Formats&&) noexcept;
  ~Formats();

  std::string number(std::uint64_t value) const;
  /// A quantity: "1.5 million" in figures, "6,500 km", "€120,000", "12%". `unit` is an ISO 4217 code, a
  /// symbol of understand::kUnits or "%"; "year" for years; empty for none.
  std::string amount(double value, std::string_view unit) const;
  /// "3 hours ago" as seen at `now`; beyond a week the day.
  std::string relative(Timestamp time, Timestamp now) const;
  /// "21 September 2023 at 11:40 CEST", in the zone.
  std::string date_time(Timestamp time) const;
  /// The same for what a page prints: the day alone where that is all it said.
  std::string date_time(const PublishedTime& time) const;
  /// "Thursday 21 September 2023", in the zone.
  std::string long_day(Timestamp time) const;
  /// "21 Sept, 11:00", in the zone.
  std::string short_time(Timestamp time) const;
  /// "French"; the tag itself when nobody knows it.
  std::string language_name(std::string_view tag) const;
  /// "France"; the code itself when nobody knows it.
  std::string country_name(std::string_view code) const;

 private:
  struct State;
  explicit Formats(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// "rtl" for a language that is written from right to left, else "ltr".
std::string_view direction_of(std::string_view language);
/// Whether the first letter of `text` is of a script that the language is usually written in (CLDR). False
/// for a language that nobody knows, and where there is no letter.
bool is_in_script_of(std::string_view language, std::string_view text);

}  // namespace kabar::serve
