#include "kabar/collect/websub.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/assert.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

constexpr std::size_t kLongestAddress = 2000;
constexpr std::size_t kLongestChallenge = 1000;
constexpr std::chrono::seconds kShortestLease = std::chrono::minutes{5};
constexpr std::chrono::seconds kLongestLease = std::chrono::days{90};

struct Link {
  std::string_view address;
  std::string_view relations;  ///< with blanks between
};

/// Up to the next such letter that stands in no quotes.
std::string_view take_until(std::string_view& text, char end) {
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == end && !quoted) break;
  }
  const auto out = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return ascii::trim(out);
}

/// One link of a Link field (RFC 8288): its address, and behind it ; rel="hub"; …
Link read_link(std::string_view address, std::string_view parameters) {
  Link out{ascii::trim(address), {}};
  while (!parameters.empty()) {
    auto parameter = take_until(parameters, ';');
    const auto name = take_until(parameter, '=');
    if (!ascii::equals_ignoring_case(name, "rel") || !out.relations.empty()) continue;
    if (parameter.size() >= 2 && parameter.front() == '"' && parameter.back() == '"')
      parameter = parameter.substr(1, parameter.size() - 2);
    out.relations = parameter;
  }
  return out;
}

bool has_relation(std::string_view relations, std::string_view wanted) {
  while (!relations.empty()) {
    const auto end = std::min(relations.find(' '), relations.size());
    if (ascii::equals_ignoring_case(relations.substr(0, end), wanted)) return true;
    relations.remove_prefix(std::min(end + 1, relations.size()));
  }
  return false;
}

/// Commas stand in addresses, too, but those in angle brackets are not looked at.
std::vector<Link> read_links(std::string_view field) {
  constexpr std::size_t kMost = 100;
  std::vector<Link> out;
  while (!field.empty() && out.size() < kMost) {
    const auto open = field.find('<');
    const auto close = field.find('>', std::min(open, field.size()));
    if (open == field.npos || close == field.npos) break;
    const auto address = field.substr(open + 1, close - open - 1);
    field.remove_prefix(close + 1);
    out.push_back(read_link(address, take_until(field, ',')));
  }
  return out;
}

std::string absolute(std::string_view address, const std::string& base) {
  const auto at = net::Url::parse(base);
  if (!at || address.empty() || address.size() > kLongestAddress) return {};
  const auto url = at->resolve(address);
  if (!url || (url->scheme != "http" && url->scheme != "https")) return {};
  return url->to_string();
}

/// The first hub and the first topic that a Link field names, where none is known yet.
void take_links(std::string_view field, const std::string& url, HubOffer& out) {
  for (const auto& link : read_links(field)) {
    if (out.hub.empty() && has_relation(link.relations, "hub")) out.hub = absolute(link.address, url);
    if (out.topic.empty() && has_relation(link.relations, "self")) out.topic = absolute(link.address, url);
  }
}

std::string form_value(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain || c == '-' || c == '_' || c == '.') {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

const EVP_MD* digest_of(std::string_view method) {
  struct Method {
    std::string_view name;
    const EVP_MD* (*digest)();
  };
  constexpr std::array<Method, 4> kMethods{
      {{"sha1", EVP_sha1}, {"sha256", EVP_sha256}, {"sha384", EVP_sha384}, {"sha512", EVP_sha512}}};
  for (const auto& [name, digest] : kMethods)
    if (ascii::equals_ignoring_case(method, name)) return digest();
  return nullptr;
}

}  // namespace

std::optional<HubOffer> hub_offer(const Feed& feed, const net::HeaderFields& fields, const std::string& url) {
  HubOffer out;
  for (const auto field : fields.all("link")) take_links(field, url, out);
  if (out.hub.empty() && !feed.hubs.empty()) out.hub = absolute(feed.hubs.front(), url);
  if (out.topic.empty()) out.topic = absolute(feed.self, url);
  if (out.hub.empty() || out.topic.empty()) return std::nullopt;
  return out;
}

std::string subscription_form(const Subscription& subscription, std::string_view callback) {
  return fmt::format("hub.mode=subscribe&hub.topic={}&hub.callback={}&hub.secret={}&hub.lease_seconds={}",
                     form_value(subscription.topic), form_value(callback), form_value(subscription.secret),
                     kWantedLease.count());
}

std::optional<std::chrono::seconds> confirmed_lease(const Subscription& subscription,
                                                    const HubQuestion& question) {
  if (!subscription.asked || question.mode != "subscribe" || question.topic != subscription.topic)
    return std::nullopt;
  if (question.challenge.empty() || question.challenge.size() > kLongestChallenge) return std::nullopt;
  const auto& text = question.lease_seconds;
  if (text.empty()) return kWantedLease;
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || seconds <= 0) return std::nullopt;
  return std::clamp(std::chrono::seconds{seconds}, kShortestLease, kLongestLease);
}

bool is_signed(std::string_view signature, std::string_view secret, std::string_view body) {
  const auto equals = signature.find('=');
  const auto* const digest = digest_of(ascii::trim(signature.substr(0, equals)));
  if (digest == nullptr || equals == signature.npos || secret.empty()) return false;
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (HMAC(digest, secret.data(), static_cast<int>(secret.size()),
           reinterpret_cast<const unsigned char*>(body.data()), body.size(), bytes.data(), &size) == nullptr)
    return false;
  const auto wanted = hex_of(bytes.data(), size);
  const auto given = ascii::lower(ascii::trim(signature.substr(equals + 1)));
  return given.size() == wanted.size() && CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  KABAR_ASSERT(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  return hex_of(bytes.data(), bytes.size());
}

}  // namespace kabar::collect
