#include "kabar/serve/private_feed.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/net/url.h"

namespace kabar::serve {
namespace {

/// In names of parameters, also as a part: "access_token", "feedkey".
constexpr std::array<std::string_view, 9> kSecrets{"key",     "token", "auth", "secret", "pass",
                                                   "session", "hash",  "sig",  "private"};

/// Whole names.
constexpr std::array<std::string_view, 5> kShortSecrets{"pw", "pwd", "code", "t", "uid"};

bool names_secret(std::string_view name) {
  const auto lower = ascii::lower(name);
  return std::any_of(kSecrets.begin(), kSecrets.end(),
                     [&](std::string_view secret) { return lower.find(secret) != lower.npos; });
}

/// With the escapes of what needs none undone, which would hide a name.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = ascii::escaped_byte(text.substr(i));
    out += byte.value_or(text[i]);
    if (byte) i += 2;
  }
  return out;
}

/// A long run of digits and letters mixed as no word and no number mixes them: a key by itself. Numbers of
/// articles and dates are digits alone.
bool looks_random(std::string_view part) {
  constexpr std::size_t kShortest = 20;
  std::size_t run = 0, digits = 0;
  for (const char c : part) {
    const bool digit = ascii::is_digit(c);
    if (!digit && !ascii::is_alpha(c)) {
      run = digits = 0;
      continue;
    }
    ++run;
    digits += digit ? 1U : 0U;
    if (run >= kShortest && digits >= 3 && digits < run) return true;
  }
  return false;
}

/// As RFC 9562 writes them: 8-4-4-4-12 hex digits.
bool holds_uuid(std::string_view part) {
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  for (; part.size() >= kForm.size(); part.remove_prefix(1))
    if (std::equal(kForm.begin(), kForm.end(), part.begin(),
                   [](char form, char c) { return form == 'x' ? ascii::is_hex(c) : c == form; }))
      return true;
  return false;
}

bool looks_drawn(std::string_view part) {
  return looks_random(part) || holds_uuid(part);
}

bool is_secret_parameter(std::string_view parameter) {
  const auto equals = parameter.find('=');
  if (equals == parameter.npos || equals + 1 >= parameter.size()) return false;
  const auto name = ascii::lower(parameter.substr(0, equals));
  return names_secret(name) ||
         std::find(kShortSecrets.begin(), kShortSecrets.end(), name) != kShortSecrets.end() ||
         looks_drawn(parameter.substr(equals + 1));
}

/// Whether any part between the separators is one that `is_secret` takes for one.
template <class Test>
bool any_part(std::string_view text, std::string_view separators, Test is_secret) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (is_secret(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace

bool is_private_feed(std::string_view url) {
  const auto parsed = net::Url::parse(url);
  if (!parsed) return false;
  const auto path = ascii::lower(unescaped(parsed->path));
  return any_part(path, "/;",
                  [](std::string_view part) {
                    return part == "private" || looks_drawn(part) || is_secret_parameter(part);
                  }) ||
         any_part(unescaped(parsed->query), "&;", is_secret_parameter);
}

std::string public_address(const std::string& url) {
  if (!is_private_feed(url)) return url;
  auto site = *net::Url::parse(url);
  site.path = "/";
  site.query.clear();
  site.fragment.clear();
  return site.to_string();
}

}  // namespace kabar::serve
