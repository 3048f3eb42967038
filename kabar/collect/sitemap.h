#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/model/published_time.h"

namespace kabar::collect {

/// A page that a sitemap names, or in an index another sitemap.
struct SitemapEntry {
  std::string url;  ///< absolute
  std::optional<PublishedTime> modified;
  std::optional<PublishedTime> published;  ///< Google News
  std::string title;                       ///< Google News
  std::string lang;                        ///< Google News

  /// When something happened to it last, as far as it says.
  std::optional<Timestamp> newest() const;
};

struct Sitemap {
  enum class Kind : std::uint8_t { kPages, kIndex };

  Kind kind = Kind::kPages;
  std::vector<SitemapEntry> entries;  ///< the newest first; those without a date behind them, as they stand
  std::vector<std::string> warnings;
};

struct SitemapLimits {
  std::size_t max_bytes = std::size_t{50} * 1024 * 1024;  ///< unpacked; sitemaps.org's own cap
  std::size_t max_entries = 50'000;                       ///< likewise
};

/// Reads a sitemap (sitemaps.org): urlset, sitemapindex, Google News, or lines of addresses; gzipped or not.
/// What is not well-formed is read as it was meant; addresses that are not http(s) are left out with a
/// warning. `url` is where it was fetched, for relative addresses; may be empty.
///
/// kInvalidInput when it is no sitemap, kTooLarge above the caps on bytes. Pure; safe from any thread.
Result<Sitemap> parse_sitemap(ByteView bytes, std::string_view url = {}, const SitemapLimits& limits = {});

/// Whether unpacked text begins as an XML sitemap does.
bool looks_like_sitemap(std::string_view head) noexcept;

}  // namespace kabar::collect
