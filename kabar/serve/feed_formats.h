#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/time.h"

// What kabar publishes for feed readers. Pure; texts are plain, addresses whole.
namespace kabar::serve {

struct FeedItem {
  std::string id;  ///< an IRI that stays the same for ever
  std::string title;
  std::string page;       ///< here
  std::string original;   ///< its address where it was published; empty for what many published
  std::string publisher;  ///< the name of the outlet
  std::string summary;
  std::string lang;
  std::string topic;  ///< its label; may be empty
  std::string image;  ///< the address of a picture; may be empty
  Timestamp published;
  Timestamp updated;
};

struct Feed {
  std::string id;
  std::string title;
  std::string description;
  std::string page;  ///< the page that shows the same
  std::string self;
  std::string lang;
  Timestamp updated;
  std::vector<FeedItem> items;
};

struct FeedFormat {
  std::string_view suffix;  ///< of its address: ".rss"
  std::string_view name;    ///< for readers: "RSS"
  std::string_view type;    ///< media type
  std::string (*write)(const Feed& feed);
};

std::string write_rss(const Feed& feed);        ///< RSS 2.0 (rssboard.org/rss-specification) with Dublin Core
std::string write_atom(const Feed& feed);       ///< Atom (RFC 4287)
std::string write_json_feed(const Feed& feed);  ///< JSON Feed 1.1 (jsonfeed.org/version/1.1)

const std::vector<FeedFormat>& feed_formats();

}  // namespace kabar::serve
