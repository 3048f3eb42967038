#pragma once

#include <optional>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/article.h"
#include "kabar/model/source.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// The outlet that an article counts for: what the input says, else the host of its URL without "www.", else
/// "local".
std::string source_of(const Article& article);

/// An entry for an outlet that nobody described: its name from the page, its home from the URL.
Source undescribed_source(const Article& article);

/// One article is one URL family at one source; without URL its id at that source (net::url_family()).
/// The content hash is of what readers would call its text: kind, title and blocks.
store::Identity identify(const Article& article);

/// When it was published as far as that can be believed: not after it was fetched (or, unknown, `arrived`),
/// allowing a day for clocks and zones. A day without time is its noon, or the fetch time on the same day.
std::optional<Timestamp> believed_time(const Article& article, Timestamp arrived);

}  // namespace kabar::pipeline
