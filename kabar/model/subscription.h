#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/channel.h"

namespace kabar {

/// A channel whose hub was asked to tell when there is something new (WebSub), as it is kept over restarts.
struct Subscription {
  ChannelId channel{};
  std::string hub;    ///< whom the channel names, absolute
  std::string topic;  ///< what it calls itself there
  std::string token;  ///< the last part of the callback's address: nobody else knows it but the hub
  std::string secret;
  std::optional<Timestamp> asked;
  std::optional<Timestamp> lease_until;  ///< nothing: the hub has not confirmed it, or denied it
  Timestamp next_try{};
  std::uint32_t failures = 0;  ///< in a row
  std::uint64_t pushes = 0;    ///< that were signed as they should be
  std::string trouble;         ///< in words; empty: nothing
};

}  // namespace kabar
