#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kabar/model/published_time.h"

namespace kabar::collect {

/// One entry of a feed.
struct FeedItem {
  std::string id;     ///< the feed's own, else the address, else a hash of what it says; scoped to the feed
  std::string url;    ///< absolute, the page's own where a redirector stands before it; may be empty
  std::string title;  ///< one line of plain text
  std::string summary_html;
  std::string content_html;  ///< the whole text where the feed has it
  std::vector<std::string> authors;
  std::optional<PublishedTime> published;
  std::optional<PublishedTime> updated;
  std::string lang;
  std::string image;  ///< absolute URL
  std::vector<std::string> categories;
};

/// A feed as it was meant, whatever its format and however broken.
struct Feed {
  std::string format;  ///< "RSS 2.0", "Atom 1.0", "JSON Feed 1.1"
  std::string title;
  std::string description;        ///< plain text
  std::string home;               ///< the site's page, absolute
  std::string self;               ///< the feed's own address
  std::string next;               ///< its older part (RFC 5005)
  std::vector<std::string> hubs;  ///< WebSub
  std::string lang;
  std::string image;

  std::optional<std::chrono::minutes> ttl;              ///< how long it may be kept: RSS ttl
  std::optional<std::chrono::seconds> update_interval;  ///< sy:updatePeriod / sy:updateFrequency
  std::vector<unsigned> skip_hours;                     ///< GMT, 0 to 23
  std::vector<std::string> skip_days;                   ///< "Saturday"

  std::vector<FeedItem> items;        ///< in the order of the feed
  std::vector<std::string> warnings;  ///< what was mended or left out
};

}  // namespace kabar::collect
