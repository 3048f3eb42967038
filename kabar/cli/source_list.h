#pragma once

#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/cli/settings.h"
#include "kabar/model/channel.h"
#include "kabar/store/store.h"

namespace kabar::cli {

/// How the exchange with a channel stands, for people: "12 items; fetched 4 minutes ago; next in 6 minutes",
/// "HTTP status 403 since Tuesday, 12 times; next try in 3 hours".
std::string words_of(const Channel& channel, Timestamp now);

/// "full text of 2 of 3 pages; trouble with 1: HTTP status 403".
std::string words_of(const store::PageCounts& pages);

/// Prints the sources and their channels: those named by id, with what became of their pages, or all.
Status list_sources(const Settings& settings, const std::vector<std::string>& names, bool json);

/// Prints the feeds as OPML 2.0, or with `json` all channels as lines that `kabar source import` reads.
Status export_sources(const Settings& settings, bool json);

}  // namespace kabar::cli
