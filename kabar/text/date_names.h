#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kabar/text/date_tokens.h"

namespace kabar::text {

/// A month as a text names it.
struct MonthName {
  unsigned month = 0;    ///< 1 to 12; nought: no month
  bool persian = false;  ///< of the Solar Hijri calendar
  std::size_t next = 0;  ///< the first token after it
};

/// Month and weekday names of some sixty languages, from ICU (CLDR) with the short forms that newspapers use
/// besides: date_names.tsv, which date_names_test.cpp makes. Compiled in; a table is made of it at first use,
/// then read-only.
class DateNames {
 public:
  static const DateNames& instance();

  /// The month named at token `i`. A name that means different months in different languages ("listopad") is
  /// read in `language` (base code) if it has it.
  MonthName month_at(const DateTokens& tokens, std::size_t i, std::string_view language) const;
  bool is_weekday(std::string_view word) const;

 private:
  struct Name {
    std::string_view key;       ///< words in lower case, joined by blanks; empty: a free place
    std::string_view meanings;  ///< as date_names.cpp tells
  };

  DateNames();
  std::size_t place_of(std::string_view key) const noexcept;
  /// The month of that name, without `next`.
  MonthName find(std::string_view key, std::string_view language) const;

  std::vector<Name> names_;  // open addressing, a power of two
};

}  // namespace kabar::text
