#include <algorithm>
#include <chrono>

#include "kabar/base/ascii.h"
#include "kabar/extract/date_choice.h"

namespace kabar::extract {
namespace {

/// `width` digits at `at`, with no digit on either side; -1 where there are none.
int figure_at(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  if (at > 0 && ascii::is_digit(text[at - 1])) return -1;
  if (at + width < text.size() && ascii::is_digit(text[at + width])) return -1;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (!ascii::is_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<PublishedTime> day_of(int year, int month, int day) {
  if (year < 1990 || year > 2100 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day out{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!out.ok()) return std::nullopt;
  return PublishedTime::of_day(out);
}

bool is_url_sign(std::string_view url, std::size_t at) {
  return at < url.size() && (url[at] == '/' || url[at] == '-' || url[at] == '_' || url[at] == '.');
}

/// "2020/3/05" with any sign between the figures.
std::optional<PublishedTime> parted_day(std::string_view url, std::size_t at) {
  const int year = figure_at(url, at, 4);
  if (year <= 0 || !is_url_sign(url, at + 4)) return std::nullopt;
  const std::size_t month_width = figure_at(url, at + 5, 2) > 0 ? 2 : 1;
  const std::size_t day_at = at + 6 + month_width;
  if (!is_url_sign(url, day_at - 1)) return std::nullopt;
  const std::size_t day_width = figure_at(url, day_at, 2) > 0 ? 2 : 1;
  return day_of(year, figure_at(url, at + 5, month_width), figure_at(url, day_at, day_width));
}

/// A long number that begins with a day and the time of day, as article numbers do: "20200305143012345".
std::optional<PublishedTime> numbered_day(std::string_view url, std::size_t at) {
  constexpr std::size_t kMinute = 12;  // digits up to the minute
  if (at > 0 && ascii::is_digit(url[at - 1])) return std::nullopt;
  std::size_t value = 0;
  std::size_t size = 0;
  for (; at + size < url.size() && ascii::is_digit(url[at + size]); ++size) {
    if (size < kMinute) value = value * 10 + static_cast<std::size_t>(url[at + size] - '0');
  }
  if (size < kMinute || value % 10'000 / 100 > 23 || value % 100 > 59) return std::nullopt;
  const int day = static_cast<int>(value / 10'000);
  return day_of(day / 10'000, day / 100 % 100, day % 100);
}

}  // namespace

std::optional<PublishedTime> date_in_url(std::string_view url) {
  url = url.substr(0, std::min(url.find_first_of("?#"), std::size_t{2048}));
  if (const auto scheme = url.find("://"); scheme != url.npos)
    url.remove_prefix(std::min(url.find('/', scheme + 3), url.size()));
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (!ascii::is_digit(url[i])) continue;
    const int whole = figure_at(url, i, 8);
    if (whole > 0) {
      if (auto day = day_of(whole / 10'000, whole / 100 % 100, whole % 100)) return day;
    }
    if (auto day = parted_day(url, i)) return day;
    if (auto day = numbered_day(url, i)) return day;
  }
  return std::nullopt;
}

}  // namespace kabar::extract
