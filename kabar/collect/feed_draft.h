#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/collect/feed.h"

namespace kabar::collect {

/// A text that is HTML or not; where a format does not say, it is taken for HTML.
struct DraftText {
  std::string text;
  bool plain = false;
};

/// An entry as a format gives it: words of the feed, nothing resolved or read.
struct DraftItem {
  std::string id;
  std::string link;
  std::string permalink;      ///< an id that claims to be an address
  std::string original_link;  ///< behind a redirector
  DraftText title;
  DraftText summary;
  DraftText content;
  std::vector<std::string> authors;
  std::string published;
  std::string updated;
  std::string lang;
  std::string image;
  std::vector<std::string> categories;
  std::string base;  ///< what relative links start from, where it is not the feed's
};

struct DraftFeed {
  Feed feed;  ///< texts and addresses as they stand
  std::vector<DraftItem> items;
  bool items_left_out = false;
  bool cut_short = false;  ///< ends inside of an item
};

/// What is known of a feed besides its bytes.
struct FeedContext {
  std::string url = {};  ///< where it was fetched; may be empty
  std::string content_type = {};
  std::string charset = {};
  std::optional<Timestamp> fetched_at = {};
};

struct FeedLimits {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;
  std::size_t max_items = 2000;  ///< the rest is left out
};

/// Reads the texts, dates and addresses of a draft: links absolute, titles plain, ids filled in, items that
/// come twice left out.
Feed finish(DraftFeed draft, const FeedContext& context);

}  // namespace kabar::collect
