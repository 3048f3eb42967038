#include "kabar/collect/freshness.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "kabar/base/ascii.h"
#include "kabar/collect/robots_tag.h"
#include "kabar/text/date.h"

namespace kabar::collect {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours kLongestFresh{24};
constexpr days kLongestWait{7};
/// Our clock is cut to whole seconds.
constexpr seconds kRounding{1};

/// A number of seconds; what is too large for any use is the largest.
std::optional<seconds> seconds_of(std::string_view text) {
  text = ascii::trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  if (text.empty() || !std::all_of(text.begin(), text.end(), ascii::is_digit)) return std::nullopt;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr std::int64_t kMost = 100LL * 366 * 24 * 3600;
  return seconds{read.ec == std::errc{} ? std::min(value, kMost) : kMost};
}

struct CacheControl {
  std::optional<seconds> max_age;
  bool ask_again = false;
};

CacheControl cache_control(std::string_view field) {
  CacheControl out;
  ascii::for_each_item(field, [&out](std::string_view part) {
    if (ascii::starts_with_ignoring_case(part, "max-age="))
      out.max_age = seconds_of(part.substr(std::string_view("max-age=").size()));
    out.ask_again |=
        ascii::equals_ignoring_case(part, "no-cache") || ascii::equals_ignoring_case(part, "no-store");
  });
  return out;
}

int number_of(std::string_view text) {
  int value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? value : -1;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", exactly.
std::optional<Timestamp> fixed_date(std::string_view text) {
  constexpr std::size_t kLength = 29;
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != kLength || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = kMonths.find(text.substr(8, 3));
  const int day = number_of(text.substr(5, 2)), year = number_of(text.substr(12, 4));
  const int hour = number_of(text.substr(17, 2)), minute = number_of(text.substr(20, 2));
  const int second = number_of(text.substr(23, 2));
  if (month == kMonths.npos || month % 3 != 0 || year < 0 || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month / 3 + 1)},
                                         std::chrono::day{static_cast<unsigned>(std::max(day, 0))});
  if (!date.ok()) return std::nullopt;
  return Timestamp(std::chrono::sys_days(date)) + hours{hour} + minutes{minute} + seconds{second};
}

/// The value of an attribute in the text of a tag; empty where there is none.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t from = 0; from < tag.size();) {
    const auto hit = ascii::find_ignoring_case(tag.substr(from), name);
    if (hit == tag.npos) return {};
    from += hit + name.size();
    const bool alone = ascii::is_space(tag[from - name.size() - 1]);
    auto rest = ascii::trim(tag.substr(from));
    if (!alone || !rest.starts_with('=')) continue;
    rest = ascii::trim(rest.substr(1));
    if (rest.empty()) return {};
    const bool quoted = rest.front() == '"' || rest.front() == '\'';
    const auto value = quoted ? rest.substr(1) : rest;
    return value.substr(0, quoted ? value.find(rest.front()) : value.find_first_of(" \t\r\n/>"));
  }
  return {};
}

void read_meta(std::string_view html, std::string_view agent, RobotsTag& tag) {
  constexpr std::size_t kHead = std::size_t{128} * 1024;
  constexpr std::string_view kMeta = "<meta";
  html = html.substr(0, kHead);
  while (true) {
    const auto hit = ascii::find_ignoring_case(html, kMeta);
    if (hit == html.npos) return;
    html.remove_prefix(hit + kMeta.size());
    const auto element = html.substr(0, html.find('>'));
    const auto name = attribute(element, "name");
    const bool for_us =
        ascii::equals_ignoring_case(name, "robots") || ascii::equals_ignoring_case(name, agent);
    if (for_us) tag.read(attribute(element, "content"), agent);
  }
}

}  // namespace

std::optional<Timestamp> parse_http_date(std::string_view text) {
  text = ascii::trim(text);
  if (const auto exact = fixed_date(text)) return exact;
  const auto found = text::parse_date(text);
  if (!found || found->time.precision != PublishedTime::Precision::kMinute) return std::nullopt;
  return found->time.instant;
}

std::optional<Timestamp> fresh_until(const net::HeaderFields& fields, Timestamp now) {
  const auto control = cache_control(fields["cache-control"]);
  if (control.ask_again) return std::nullopt;
  auto lifetime = control.max_age;
  if (!lifetime) {
    const auto expires = parse_http_date(fields["expires"]);
    if (!expires) return std::nullopt;
    lifetime = *expires - parse_http_date(fields["date"]).value_or(now);
  }
  const auto left = *lifetime - seconds_of(fields["age"]).value_or(seconds{0});
  if (left <= seconds{0}) return std::nullopt;
  return now + std::min<seconds>(left, kLongestFresh) + kRounding;
}

std::optional<Timestamp> retry_after(const net::HeaderFields& fields, Timestamp now) {
  const auto field = fields["retry-after"];
  if (field.empty()) return std::nullopt;
  const auto wait = seconds_of(field);
  const auto until = wait ? std::optional(now + *wait) : parse_http_date(field);
  if (!until || *until <= now) return std::nullopt;
  return std::min<Timestamp>(*until, now + kLongestWait) + kRounding;
}

bool asks_not_to_be_kept(const net::HeaderFields& fields, std::string_view html, std::string_view agent) {
  auto tag = robots_tag_of(fields, agent);
  read_meta(html, agent, tag);
  return tag.no_index;
}

}  // namespace kabar::collect
