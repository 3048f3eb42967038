#include "kabar/collect/robots.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "kabar/base/ascii.h"

namespace kabar::collect {
namespace {

struct Line {
  std::string_view key;
  std::string_view value;
};

/// Takes the next line off `rest`, which may end with CR, LF or both; false at the end.
bool next_line(std::string_view& rest, Line& line) noexcept {
  if (rest.empty()) return false;
  const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
  const auto text = rest.substr(0, std::min(rest.substr(0, end).find('#'), end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  const auto colon = text.find(':');
  line = colon == text.npos ? Line{}
                            : Line{ascii::trim(text.substr(0, colon)), ascii::trim(text.substr(colon + 1))};
  return true;
}

bool is_page_or_binary(std::string_view body) noexcept {
  const auto head = ascii::trim(body.substr(0, 512));
  return head.starts_with('<') || head.find('\0') != head.npos;
}

bool is_unreserved(char c) noexcept {
  return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
}

/// One spelling for all ways to write a path (RFC 9309, section 2.2.2): unreserved characters as they are,
/// what is beyond ASCII escaped, escapes in capitals. In a path, '*' and '$' are escaped too, as they mean
/// themselves there.
std::string in_one_spelling(std::string_view text, bool is_pattern) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char c = text.front();
    const auto meant = ascii::escaped_byte(text);
    const bool special = static_cast<unsigned char>(c) >= 0x80 || (!is_pattern && (c == '*' || c == '$'));
    if (meant ? !is_unreserved(*meant) : special) {
      append_escaped(out, meant.value_or(c));
    } else {
      out.push_back(meant.value_or(c));
    }
    text.remove_prefix(meant ? 3 : 1);
  }
  return out;
}

/// The product token at the front of a user-agent line: "Kabar/1.0" names "Kabar".
std::string_view product_of(std::string_view value) noexcept {
  std::size_t end = 0;
  while (end < value.size() && (ascii::is_alpha(value[end]) || value[end] == '-' || value[end] == '_')) ++end;
  return value.starts_with('*') ? value.substr(0, 1) : value.substr(0, end);
}

/// Glob match of a path prefix: '*' is any run, a final '$' pins the end. Iterative, so hostile patterns cost
/// at most O(|pattern| * |path|) and no stack.
bool matches(std::string_view pattern, std::string_view path) noexcept {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = pattern.npos;
  std::size_t retry = 0;
  while (true) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = s;
    } else if (p == pattern.size() && (!anchored || s == path.size())) {
      return true;
    } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p;
      ++s;
    } else if (star != pattern.npos && retry < path.size()) {
      p = star + 1;
      s = ++retry;
    } else {
      return false;
    }
  }
}

bool is_rule(std::string_view key) noexcept {
  return ascii::equals_ignoring_case(key, "allow") || ascii::equals_ignoring_case(key, "disallow");
}

/// Follows the file's groups: a run of user-agent lines opens one, the first rule closes its heading. Other
/// lines, wherever they stand, do not (section 2.2.4).
class Groups {
 public:
  enum class Kind : std::uint8_t { kOther, kGeneral, kNamed };

  explicit Groups(std::string_view agent) : agent_(agent) {}

  void on_user_agent(std::string_view value) noexcept {
    const auto token = product_of(value);
    if (!in_heading_) kind_ = Kind::kOther;
    in_heading_ = true;
    any_ = true;
    if (ascii::equals_ignoring_case(token, agent_)) kind_ = Kind::kNamed;
    if (token == "*") kind_ = std::max(kind_, Kind::kGeneral);
    named_seen_ |= kind_ == Kind::kNamed;
  }
  void on_rule() noexcept { in_heading_ = false; }

  Kind kind() const noexcept { return kind_; }
  bool named_seen() const noexcept { return named_seen_; }
  bool any() const noexcept { return any_; }

 private:
  std::string_view agent_;
  Kind kind_ = Kind::kOther;
  bool in_heading_ = false;
  bool named_seen_ = false;
  bool any_ = false;
};

/// Whether it is something else in the place of a robots.txt.
bool speaks_to_nobody(const Groups& groups, std::string_view body) noexcept {
  return !groups.any() && is_page_or_binary(body);
}

void add_sitemap(std::string_view address, std::vector<std::string>& sitemaps) {
  constexpr std::size_t kMaxAddress = 2048;
  const bool fits = sitemaps.size() < RobotsRules::kMaxSitemaps && address.size() <= kMaxAddress;
  if (fits && !address.empty()) sitemaps.emplace_back(address);
}

/// What is read: without byte order marks, and of a longer file the lines that are whole.
std::string_view readable_part(std::string_view body) noexcept {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  while (body.starts_with(kMark)) body.remove_prefix(kMark.size());
  if (body.size() <= RobotsRules::kMaxBytes) return body;
  body = body.substr(0, RobotsRules::kMaxBytes);
  const auto last = body.find_last_of("\r\n");
  return body.substr(0, last == body.npos ? 0 : last);
}

/// The text of a file that is not in UTF-8 as it should be: of UTF-16 the ASCII, which is all that rules are
/// made of, and nothing of the NUL bytes that stand between or astray.
std::string in_bytes(std::string_view body) {
  if (body.starts_with("\xFF\xFE") || body.starts_with("\xFE\xFF")) body.remove_prefix(2);
  std::string out(body.substr(0, 4 * RobotsRules::kMaxBytes));
  std::erase(out, '\0');
  return out;
}

}  // namespace

bool looks_like_robots(std::string_view head) noexcept {
  if (is_page_or_binary(head)) return false;
  auto rest = readable_part(head);
  for (Line line; next_line(rest, line);) {
    if (line.key.empty()) continue;
    return ascii::equals_ignoring_case(line.key, "user-agent") ||
           ascii::equals_ignoring_case(line.key, "sitemap");
  }
  return false;
}

Result<RobotsRules> RobotsRules::parse(std::string_view body, std::string_view agent) {
  RobotsRules named;
  RobotsRules general;
  std::vector<std::string> sitemaps;
  Groups groups(agent);
  const auto text = in_bytes(body);
  auto rest = readable_part(text);
  for (Line line; next_line(rest, line);) {
    if (line.key.empty()) continue;
    if (ascii::equals_ignoring_case(line.key, "user-agent")) {
      groups.on_user_agent(line.value);
      continue;
    }
    if (ascii::equals_ignoring_case(line.key, "sitemap")) add_sitemap(line.value, sitemaps);
    if (is_rule(line.key)) groups.on_rule();
    if (groups.kind() == Groups::Kind::kNamed) named.apply(line.key, line.value);
    if (groups.kind() == Groups::Kind::kGeneral) general.apply(line.key, line.value);
  }
  if (speaks_to_nobody(groups, body)) return Error{Errc::kInvalidInput, "not a robots.txt file"};
  auto& chosen = groups.named_seen() ? named : general;
  chosen.seal();
  chosen.sitemaps_ = std::move(sitemaps);
  return std::move(chosen);
}

bool RobotsRules::allows(std::string_view path) const {
  if (path == "/robots.txt" || rules_.empty()) return true;
  const auto spelt = in_one_spelling(path, false);
  const auto hit = std::find_if(rules_.begin(), rules_.end(),
                                [&](const Rule& rule) { return matches(pattern(rule), spelt); });
  return hit == rules_.end() || hit->allow;
}

std::string_view RobotsRules::pattern(const Rule& rule) const noexcept {
  return std::string_view(text_).substr(rule.offset, rule.length);
}

void RobotsRules::apply(std::string_view key, std::string_view value) {
  if (ascii::equals_ignoring_case(key, "allow")) return add(value, true);
  if (ascii::equals_ignoring_case(key, "disallow")) return add(value, false);
  if (ascii::equals_ignoring_case(key, "crawl-delay")) set_delay(value);
}

void RobotsRules::set_delay(std::string_view seconds) {
  double number = 0;
  const auto [end, code] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), number);
  if (code != std::errc{} || !(number >= 0)) return;
  const auto most = static_cast<double>(kMaxDelay.count());
  const auto whole = static_cast<std::int64_t>(std::min(number, most));
  const bool part = static_cast<double>(whole) < std::min(number, most);
  crawl_delay_ = std::chrono::seconds{whole + (part ? 1 : 0)};
}

void RobotsRules::add(std::string_view pattern, bool allow) {
  if (pattern.empty()) return;  // "Disallow:" forbids nothing
  const auto spelt = in_one_spelling(pattern, true);
  rules_.push_back(
      {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(spelt.size()), allow});
  text_ += spelt;
}

void RobotsRules::seal() {
  std::stable_sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) {
    return std::tuple(b.length, b.allow) < std::tuple(a.length, a.allow);
  });
}

}  // namespace kabar::collect
