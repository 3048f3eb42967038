#include "kabar/serve/host_guard.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

constexpr std::array<std::string_view, 5> kForwardingHeaders{
    "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"};

/// Made of letters, digits, full stops and hyphens: what else a Host might hold would end it in an address.
bool is_plain_name(std::string_view host) {
  return std::all_of(host.begin(), host.end(),
                     [](char c) { return ascii::is_alpha(c) || ascii::is_digit(c) || c == '.' || c == '-'; });
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  if (host.ends_with(".localhost")) return is_plain_name(host);
  return host.starts_with("127.") &&
         std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || ascii::is_digit(c); });
}

/// Of "localhost:8080" the "8080"; nothing else may stand there, as it is written into addresses.
bool has_sound_port(std::string_view authority) {
  const auto host = host_of(authority).size();
  const auto colon = authority.find(':', std::min(host, authority.size()));
  if (colon == authority.npos) return true;
  const auto port = authority.substr(colon + 1);
  return port.size() <= 5 && std::all_of(port.begin(), port.end(), ascii::is_digit);
}

/// The authority of a URL, or the text itself where it is none.
std::string_view authority_of(std::string_view name) {
  const auto scheme = name.find("://");
  if (scheme != name.npos) name.remove_prefix(scheme + 3);
  return name.substr(0, name.find('/'));
}

}  // namespace

std::string host_of(std::string_view authority) {
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
  auto host = ascii::lower(authority.substr(0, colon));
  if (host.ends_with('.')) host.pop_back();
  return host;
}

HostGuard::HostGuard(const std::vector<std::string>& names, bool behind_proxy) : behind_proxy_(behind_proxy) {
  for (const auto& name : names) {
    auto host = host_of(authority_of(name));
    if (!host.empty()) names_.push_back(std::move(host));
  }
}

bool HostGuard::allows(std::string_view host) const {
  return is_loopback(host) || std::find(names_.begin(), names_.end(), host) != names_.end();
}

std::optional<HostGuard::Refusal> HostGuard::refuse(const Request& request) const {
  const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const auto& header) { return header.first == "host"; });
  if (hosts != 1) return Refusal{400, "A request must name its host, once."};
  if (!has_sound_port(request.header("host")))
    return Refusal{400, "The port of the host that is asked for is no number."};
  if (!allows(host_of(request.header("host")))) {
    return Refusal{
        421,
        "This site does not answer to that name. Its owner can allow it: serve.hosts or serve.base_url."};
  }
  const auto forwards = [&](std::string_view name) { return !request.header(name).empty(); };
  if (!behind_proxy_ && std::any_of(kForwardingHeaders.begin(), kForwardingHeaders.end(), forwards)) {
    return Refusal{
        400, "No proxy is expected here, but the request came with forwarding headers: set serve.base_url."};
  }
  return std::nullopt;
}

}  // namespace kabar::serve
