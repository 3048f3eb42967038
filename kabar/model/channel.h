#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/time.h"

namespace kabar {

/// The number of a channel in the store; never given to another.
enum class ChannelId : std::int64_t {};

/// Where new articles of a source are announced: a feed, a sitemap, or a page of links.
enum class ChannelKind : std::uint8_t { kFeed, kSitemap, kPage };
constexpr auto kLastChannelKind = ChannelKind::kPage;

/// Whether the page of each new item is fetched.
enum class FullTextPolicy : std::uint8_t {
  kAuto,    ///< where the feed does not carry the whole text
  kAlways,  ///< every page
  kNever,   ///< what the feed carries, whole or not, and nothing else
};
constexpr auto kLastFullTextPolicy = FullTextPolicy::kNever;

/// How the exchange with a channel stands, as it is kept over restarts.
struct ChannelState {
  std::string etag;                       ///< of the last 200, byte for byte
  std::string last_modified;              ///< likewise
  std::uint64_t body_hash = 0;            ///< of the last body, to know a change where no validator is sent
  std::optional<Timestamp> last_fetch;    ///< the last look, answered or not
  std::optional<Timestamp> last_success;  ///< the last 200 or 304
  std::optional<Timestamp> last_item;     ///< when an item was last seen for the first time
  std::optional<Timestamp> next_fetch;    ///< not before; nothing: as soon as may be
  std::optional<Timestamp> fresh_until;   ///< as max-age, Expires or Retry-After ask
  std::string rhythm;                     ///< what the scheduler learned of it; its own form
  std::uint32_t failures = 0;             ///< in a row
  std::optional<Timestamp> failing_since;
  std::string trouble;   ///< what is wrong, in words: "HTTP status 403"; empty: nothing
  std::string moved_to;  ///< where 301 or 308 has pointed since moved_since
  std::optional<Timestamp> moved_since;
  bool gone = false;        ///< 410: never asked again
  std::uint64_t items = 0;  ///< seen so far
};

/// A channel and its state.
struct Channel {
  ChannelId id{};
  std::string source;  ///< the outlet's id
  std::string url;     ///< absolute
  ChannelKind kind = ChannelKind::kFeed;
  std::string title;  ///< as it names itself, or as a list did
  FullTextPolicy full_text = FullTextPolicy::kAuto;
  bool paused = false;
  bool verified = false;   ///< whether a fetch ever gave what the kind promises
  std::string attributes;  ///< OPML attributes that kabar does not know, kept for the export: a JSON object
  ChannelState state;
};

std::string_view to_string(ChannelKind kind) noexcept;       // "feed", "sitemap", "page"
std::string_view to_string(FullTextPolicy policy) noexcept;  // "auto", "always", "never"
std::optional<ChannelKind> channel_kind(std::string_view name) noexcept;
std::optional<FullTextPolicy> full_text_policy(std::string_view name) noexcept;

}  // namespace kabar
