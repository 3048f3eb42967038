#include "kabar/base/time.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include "kabar/base/ascii.h"
#include "kabar/base/iso_time.h"

namespace kabar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes fields off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  /// Exactly `width` digits, or nothing is taken.
  std::optional<int> number(std::size_t width) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (!ascii::is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_digits() {
    while (!rest_.empty() && ascii::is_digit(rest_.front())) rest_.remove_prefix(1);
  }
  void skip_blanks() {
    while (!rest_.empty() && ascii::is_space(rest_.front())) rest_.remove_prefix(1);
  }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::year_month_day> read_day(Reader& in) {
  const auto year = in.number(4);
  const bool dashed = in.take('-');
  const auto month = in.number(2);
  if (!year || !month || in.take('-') != dashed) return std::nullopt;
  const auto day = in.number(2);
  if (!day || *year == 0) return std::nullopt;
  const std::chrono::year_month_day out{std::chrono::year{*year},
                                        std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!out.ok()) return std::nullopt;
  return out;
}

std::optional<seconds> read_clock(Reader& in) {
  const auto hour = in.number(2);
  const bool colon = in.take(':');
  const auto minute = in.number(2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  int second = 0;
  if (!colon || in.take(':')) second = in.number(2).value_or(colon ? 60 : 0);
  if (second > 60) return std::nullopt;
  if (in.take('.') || in.take(',')) in.skip_digits();
  return hours{*hour} + minutes{*minute} + seconds{std::min(second, 59)};
}

/// Offset at the end of the text, if any; false when what stands there is none.
bool read_offset(Reader& in, std::optional<minutes>& offset) {
  in.skip_blanks();
  if (in.at_end()) return true;
  if (in.take('Z') || in.take('z')) {
    offset = minutes{0};
    return in.at_end();
  }
  const int sign = in.take('+') ? 1 : in.take('-') ? -1 : 0;
  const auto hour = in.number(2);
  if (sign == 0 || !hour || *hour > 15) return false;
  in.take(':');
  offset = sign * (hours{*hour} + minutes{in.number(2).value_or(0)});
  return in.at_end();
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::time_point_cast<seconds>(std::chrono::system_clock::now());
}

std::optional<IsoTime> parse_iso_fields(std::string_view text) {
  Reader in(ascii::trim(text));
  const auto day = read_day(in);
  if (!day) return std::nullopt;
  IsoTime out{*day, std::nullopt, std::nullopt};
  if (in.at_end()) return out;
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return std::nullopt;
  in.skip_blanks();
  out.time_of_day = read_clock(in);
  if (!out.time_of_day || !read_offset(in, out.offset)) return std::nullopt;
  return out;
}

std::optional<Timestamp> parse_iso(std::string_view text) {
  const auto fields = parse_iso_fields(text);
  if (!fields) return std::nullopt;
  return std::chrono::sys_days{fields->day} + fields->time_of_day.value_or(seconds{0}) -
         fields->offset.value_or(minutes{0});
}

std::string to_iso(Timestamp time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day day{days};
  const std::chrono::hh_mm_ss clock{time - days};
  auto out = fmt::format(FMT_COMPILE("{:04}"), static_cast<int>(day.year()));
  const auto add = [&](char mark, auto number) {
    out += mark;
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
  };
  add('-', static_cast<unsigned>(day.month()));
  add('-', static_cast<unsigned>(day.day()));
  add('T', clock.hours().count());
  add(':', clock.minutes().count());
  add(':', clock.seconds().count());
  return out += 'Z';
}

}  // namespace kabar
