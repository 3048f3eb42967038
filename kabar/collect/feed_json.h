#pragma once

#include <string_view>

#include "kabar/base/result.h"
#include "kabar/collect/feed_draft.h"

namespace kabar::collect {

/// JSON Feed 1.0 and 1.1 (jsonfeed.org). kInvalidInput when it is no JSON or names another format.
Result<DraftFeed> parse_json_feed(std::string_view utf8, const FeedLimits& limits);

}  // namespace kabar::collect
