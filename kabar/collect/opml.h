#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::collect {

/// A feed in a list of subscriptions.
struct OpmlFeed {
  std::string title;  ///< one line
  std::string feed;   ///< http(s) address
  std::string home;   ///< http(s) address, or empty
  std::string language;
  std::vector<std::string> folders;                        ///< from the outermost
  std::vector<std::pair<std::string, std::string>> other;  ///< attributes that kabar does not know

  friend bool operator==(const OpmlFeed&, const OpmlFeed&) = default;
};

struct Opml {
  std::string title;
  std::vector<OpmlFeed> feeds;
  std::vector<std::string> warnings;
};

struct OpmlLimits {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;
  std::size_t max_feeds = 100'000;
  std::size_t max_depth = 20;  ///< folders in folders; deeper ones count for the last
};

/// Reads the subscriptions of another reader (OPML 1.0 and 2.0), nested as deep as they are. What is no
/// http(s) address or comes twice is left out with a warning. kInvalidInput when it is no OPML, kTooLarge
/// above the cap. Pure.
Result<Opml> parse_opml(ByteView bytes, const OpmlLimits& limits = {});

/// Writes OPML 2.0, which parse_opml() reads as the same feeds. Folders of neighbours are written once.
std::string write_opml(const Opml& opml);

}  // namespace kabar::collect
