#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/archive_notes.h"
#include "kabar/collect/feed.h"
#include "kabar/collect/import_task.h"
#include "kabar/collect/visitor.h"
#include "kabar/model/article.h"
#include "kabar/model/channel.h"

namespace kabar::collect {

/// A page that a channel tells of.
struct AnnouncedItem {
  std::string id;   ///< unique in its channel
  std::string url;  ///< absolute; may be empty where `article` is set
  std::optional<Timestamp> time = {};
  std::uint64_t content_hash = 0;       ///< of what the channel says of it
  std::optional<Article> article = {};  ///< where what the channel carries is one
};

/// What a channel tells, whatever its kind.
struct Announced {
  std::string title;
  std::vector<AnnouncedItem> items;   ///< the newest first where that is known
  std::vector<std::string> sitemaps;  ///< those that a sitemap index names, newest first
  std::optional<Feed> feed;           ///< without its items' texts being of any further use
};

/// Which items of a channel of that policy are articles by themselves.
FeedText feed_text_of(FullTextPolicy policy) noexcept;

/// Reads the answer that came from `url` as a channel of that kind. kInvalidInput when it is none.
Result<Announced> read_announced(ChannelKind kind, const std::string& url, const net::FetchResponse& response,
                                 FeedText text = FeedText::kWhole);

/// Whether it is a page, as far as its type and first bytes tell.
bool is_html(const net::FetchResponse& response);

/// What goes into the pipeline: an article that a channel carries, and a page that was fetched.
ImportTask article_task(Article article, const std::string& source, Timestamp now);
ImportTask page_task(Visit visit, const std::string& source, Timestamp now);

}  // namespace kabar::collect
