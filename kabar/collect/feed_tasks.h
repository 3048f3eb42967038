#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kabar/collect/archive_notes.h"
#include "kabar/collect/feed.h"
#include "kabar/collect/task_source.h"
#include "kabar/model/article.h"

namespace kabar::collect {

/// The article that an item is where it carries the whole text: content of a paragraph at least, or a summary
/// as long as an article, that does not break off with "…". Nothing for an item that only announces a page;
/// with FeedText::kAny that is one, too, of its title and whatever text there is.
std::optional<Article> article_of(const Feed& feed, const FeedItem& item, FeedText text = FeedText::kWhole);

/// An article for each item that is one; the others are Skipped. `name` is the file's, for messages.
std::unique_ptr<TaskSource> feed_tasks(Feed feed, std::string name, std::uint64_t bytes);

}  // namespace kabar::collect
