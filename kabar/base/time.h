#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kabar {

/// Our own clock: seconds since the epoch, UTC.
using Timestamp = std::chrono::sys_seconds;

/// Where "now" comes from; given to whoever needs it, so that tests and archives can set it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// Always the same time.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp now) : now_(now) {}
  Timestamp now() const override { return now_; }

 private:
  Timestamp now_;
};

/// "2023-09-21T10:05:00Z".
std::string to_iso(Timestamp time);

/// Reads RFC 3339 and its usual looser forms ("2023-09-21", "2023-09-21 10:05", "…T10:05:00.123+0200");
/// a time without offset is UTC. Nothing when it is no such date or lies outside years 1 to 9999.
std::optional<Timestamp> parse_iso(std::string_view text);

}  // namespace kabar
