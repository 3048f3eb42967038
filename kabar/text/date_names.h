#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
/// besides. Made at first use, then read-only.
class DateNames {
 public:
  static const DateNames& instance();

  /// The month named at token `i`. A name that means different months in different languages ("listopad") is
  /// read in `language` (base code) if it has it.
  MonthName month_at(const DateTokens& tokens, std::size_t i, std::string_view language) const;
  bool is_weekday(std::string_view word) const;

 private:
  struct Entry {
    std::string language;
    unsigned month;
    bool persian;
  };

  DateNames();
  void add_locale(const char* locale);
  void add_month(std::string_view name, const Entry& entry);
  const Entry* find(std::string_view key, std::string_view language) const;

  std::unordered_map<std::string, std::vector<Entry>> months_;
  std::unordered_set<std::string> weekdays_;
};

}  // namespace kabar::text
