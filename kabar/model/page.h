#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/channel.h"

namespace kabar {

/// The page of an article that a channel announced, and how the exchange with it stands, as it is kept over
/// restarts: so that nothing is fetched twice and known pages are looked at again.
struct Page {
  std::string family;                    ///< the key: net::url_family() of the address
  std::string url;                       ///< absolute, as it was announced
  ChannelId channel{};                   ///< that announced it first; nought where that was removed
  Timestamp announced;                   ///< when it was first seen in a channel
  std::string etag;                      ///< of the last 200, byte for byte
  std::string last_modified;             ///< likewise
  std::uint64_t body_hash = 0;           ///< of the last body
  std::optional<Timestamp> last_fetch;   ///< the last visit, answered or not
  std::optional<Timestamp> last_change;  ///< when its text was last seen to have changed
  std::optional<Timestamp> next_fetch;   ///< not before; nothing: never again
  std::optional<Timestamp> fresh_until;  ///< as max-age, Expires or Retry-After ask
  std::uint16_t status = 0;              ///< HTTP status of the last answer; 0: there was none yet
  std::uint32_t visits = 0;              ///< so far, answered or not
  std::uint32_t failures = 0;            ///< in a row
  std::string trouble;                   ///< what is wrong, in words; empty: nothing
};

/// An item of a channel that was seen.
struct SeenItem {
  std::uint64_t item = 0;     ///< hash of its id
  std::uint64_t content = 0;  ///< hash of what it said last
  Timestamp seen;             ///< for the first time

  friend bool operator==(const SeenItem&, const SeenItem&) = default;
};

}  // namespace kabar
