#pragma once

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/collect/feed_draft.h"

namespace kabar::collect {

/// Reads RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0 and JSON Feed 1.0 and 1.1, with the extensions that
/// feeds use: dc, content, media, sy, itunes, feedburner, WebSub. Publishers break every rule of these, so
/// what is not well-formed or lies about its encoding is read as it was meant, with a warning where something
/// was left out.
///
/// kInvalidInput when it is no feed (an HTML page, say); kTooLarge above the cap. Pure; safe from any thread.
Result<Feed> parse_feed(ByteView bytes, const FeedContext& context = {}, const FeedLimits& limits = {});

/// Whether text begins as a feed does; the first few hundred bytes tell.
bool looks_like_feed(std::string_view head) noexcept;

}  // namespace kabar::collect
