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

bool names_secret(std::string_view name) {
  const auto lower = ascii::lower(name);
  return std::any_of(kSecrets.begin(), kSecrets.end(),
                     [&](std::string_view secret) { return lower.find(secret) != lower.npos; });
}

}  // namespace

bool is_private_feed(std::string_view url) {
  const auto parsed = net::Url::parse(url);
  if (!parsed) return false;
  if ((parsed->path + '/').find("/private/") != std::string::npos) return true;
  for (std::string_view rest = parsed->query; !rest.empty();) {
    const auto parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
    const auto equals = parameter.find('=');
    if (equals != parameter.npos && equals + 1 < parameter.size() &&
        names_secret(parameter.substr(0, equals)))
      return true;
  }
  return false;
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
