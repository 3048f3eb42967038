#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"
#include "kabar/store/sqlite.h"

namespace kabar::store {

// Times are stored as seconds since the epoch.

inline std::int64_t seconds(Timestamp time) noexcept {
  return time.time_since_epoch().count();
}

inline std::optional<std::int64_t> seconds(const std::optional<Timestamp>& time) noexcept {
  if (!time) return std::nullopt;
  return seconds(*time);
}

/// What stands in the columns `about`; null for none.
inline std::optional<std::int64_t> about_column(std::optional<TermId> country) noexcept {
  if (!country) return std::nullopt;
  return static_cast<std::int64_t>(raw(*country));
}

inline Timestamp time_of(std::int64_t seconds) noexcept {
  return Timestamp(std::chrono::seconds(seconds));
}

inline std::optional<Timestamp> time_at(const Query& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return time_of(row.integer(column));
}

/// Takes the columns of a row one after the other.
class Columns {
 public:
  Columns(const Query& row, int first) : row_(row), next_(first) {}

  std::int64_t integer() { return row_.integer(next_++); }
  /// From nought to `last`, whatever stands there.
  template <class Enum>
  Enum enumerator(Enum last) {
    return static_cast<Enum>(std::clamp<std::int64_t>(integer(), 0, static_cast<std::int64_t>(last)));
  }
  std::string text() { return std::string(row_.text(next_++)); }
  std::string bytes() { return std::string(as_chars(row_.bytes(next_++))); }
  std::optional<Timestamp> time() { return time_at(row_, next_++); }

 private:
  const Query& row_;
  int next_;
};

}  // namespace kabar::store
