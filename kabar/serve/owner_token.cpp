#include "kabar/serve/owner_token.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kLongest = 1'024;

bool are_equal(std::string_view shown, std::string_view token) noexcept {
  unsigned differ = shown.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < shown.size(); ++i)
    differ |= static_cast<unsigned>(shown[i] ^ token[i % token.size()]) & 0xffU;
  return differ == 0;
}

/// What follows the name of the scheme; empty where it is another.
std::string_view after_scheme(std::string_view field, std::string_view scheme) noexcept {
  if (field.size() <= scheme.size() || field[scheme.size()] != ' ') return {};
  if (!ascii::equals_ignoring_case(field.substr(0, scheme.size()), scheme)) return {};
  return field.substr(scheme.size() + 1);
}

}  // namespace

std::string from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const auto value = kLetters.find(c);
    if (value == kLetters.npos) return {};
    bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xffffU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xffU);
  }
  return out;
}

bool shows_token(const Request& request, std::string_view token) noexcept {
  const auto field = request.header("authorization");
  if (token.empty() || field.size() > kLongest) return false;
  const auto bearer = after_scheme(field, "Bearer");
  if (!bearer.empty()) return are_equal(bearer, token);
  const auto pair = from_base64(after_scheme(field, "Basic"));
  const auto colon = pair.find(':');
  return colon != pair.npos && are_equal(std::string_view(pair).substr(colon + 1), token);
}

}  // namespace kabar::serve
