#pragma once

#include <string_view>

#include "kabar/base/result.h"
#include "kabar/collect/feed_draft.h"

namespace kabar::collect {

/// RSS, RDF and Atom from valid UTF-8. kInvalidInput when there is no channel or feed in it.
Result<DraftFeed> parse_xml_feed(std::string_view utf8, const FeedLimits& limits);

}  // namespace kabar::collect
