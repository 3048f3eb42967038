#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/collect/feed.h"
#include "kabar/model/subscription.h"
#include "kabar/net/header_fields.h"

// WebSub (W3C Recommendation of 2018), the subscriber's side. Pure.
namespace kabar::collect {

/// Where a feed says that it tells of what is new.
struct HubOffer {
  std::string hub;
  std::string topic;
};

/// What the fields of the answer (Link) or else the feed offer; nothing unless both hub and topic are http(s)
/// addresses. `url` is that of the answer.
std::optional<HubOffer> hub_offer(const Feed& feed, const net::HeaderFields& fields, const std::string& url);

/// How long hubs are asked to tell; they may decide otherwise.
inline constexpr std::chrono::seconds kWantedLease = std::chrono::days{10};

/// The form that asks the hub, "hub.mode=subscribe&…".
std::string subscription_form(const Subscription& subscription, std::string_view callback);

/// What a hub says by a GET of the callback (section 5.3).
struct HubQuestion {
  std::string mode;  ///< "subscribe" or "denied"
  std::string topic;
  std::string challenge;
  std::string lease_seconds;
  std::string reason;
};

/// How long the hub promises to tell, where the question is one that we expect: of a subscription that was
/// asked for, about its topic, with a challenge and a lease that make sense.
std::optional<std::chrono::seconds> confirmed_lease(const Subscription& subscription,
                                                    const HubQuestion& question);

/// Whether X-Hub-Signature ("sha256=…", also sha1, sha384 and sha512) is the HMAC of the body with that
/// secret. Takes the same time for each signature of a method.
bool is_signed(std::string_view signature, std::string_view secret, std::string_view body);

/// Letters of the hexadecimal number of 256 random bits, from the system.
std::string random_token();

}  // namespace kabar::collect
