#include "kabar/collect/freshness.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "kabar/base/ascii.h"
#include "kabar/collect/robots_tag.h"
#include "kabar/markup/html_tree.h"
#include "kabar/net/http_date.h"

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

/// Of several max-age the first counts (RFC 9111, section 4.2.1); blanks around "=" are let pass.
CacheControl cache_control(const net::HeaderFields& fields, std::optional<seconds> kept) {
  CacheControl out;
  const auto list = fields.list("cache-control");
  if (list.empty()) return {kept, false};
  ascii::for_each_item(list, [&out](std::string_view part) {
    const auto equals = std::min(part.find('='), part.size());
    const auto name = ascii::trim(part.substr(0, equals));
    if (ascii::equals_ignoring_case(name, "max-age") && equals < part.size() && !out.max_age)
      out.max_age = seconds_of(part.substr(equals + 1));
    out.ask_again |=
        ascii::equals_ignoring_case(part, "no-cache") || ascii::equals_ignoring_case(part, "no-store");
  });
  return out;
}

/// What the meta elements near the front of a page say.
Status read_meta(std::string_view html, std::string_view agent, RobotsTag& tag) {
  constexpr std::size_t kHead = std::size_t{128} * 1024;
  KABAR_TRY(const auto tree, markup::HtmlTree::parse(html.substr(0, kHead)));
  for (markup::NodeIndex i = 0; i < tree.nodes().size(); ++i) {
    if (tree[i].tag != markup::Tag::kMeta) continue;
    const auto name = ascii::trim(tree.attribute(i, "name"));
    if (ascii::equals_ignoring_case(name, "robots") || ascii::equals_ignoring_case(name, agent))
      tag.read(tree.attribute(i, "content"), agent);
  }
  return ok();
}

}  // namespace

std::optional<seconds> max_age_of(const net::HeaderFields& fields, std::optional<seconds> kept) {
  const auto control = cache_control(fields, kept);
  return control.ask_again ? std::nullopt : control.max_age;
}

std::optional<Timestamp> fresh_until(const net::HeaderFields& fields, Timestamp now,
                                     std::optional<seconds> kept) {
  const auto control = cache_control(fields, kept);
  if (control.ask_again) return std::nullopt;
  auto lifetime = control.max_age;
  if (!lifetime) {
    const auto expires = net::parse_http_date(fields["expires"]);
    if (!expires) return std::nullopt;
    lifetime = *expires - net::parse_http_date(fields["date"]).value_or(now);
  }
  const auto left = *lifetime - seconds_of(fields["age"]).value_or(seconds{0});
  if (left <= seconds{0}) return std::nullopt;
  return now + std::min<seconds>(left, kLongestFresh) + kRounding;
}

std::optional<Timestamp> retry_after(const net::HeaderFields& fields, Timestamp now) {
  const auto field = fields["retry-after"];
  if (field.empty()) return std::nullopt;
  const auto wait = seconds_of(field);
  const auto until = wait ? std::optional(now + *wait) : net::parse_http_date(field);
  if (!until || *until <= now) return std::nullopt;
  return std::min<Timestamp>(*until, now + kLongestWait) + kRounding;
}

std::optional<seconds> rest_asked(int status, const net::HeaderFields& fields, Timestamp now) {
  if (status != 429 && status != 503) return std::nullopt;
  const auto until = retry_after(fields, now);
  return until ? std::optional(*until - now) : std::nullopt;
}

bool asks_not_to_be_kept(const net::HeaderFields& fields, std::string_view html, std::string_view agent) {
  auto tag = robots_tag_of(fields, agent);
  return !read_meta(html, agent, tag) || tag.no_index;  // what cannot be read is not kept either
}

}  // namespace kabar::collect
