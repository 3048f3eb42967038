#pragma once

#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/cli/subscriptions.h"
#include "kabar/pipeline/source_change.h"

namespace kabar::cli {

/// Has the owner of the data do it, or does it as the owner; many outlets in several steps, each of which is
/// kept. Their first fetches are spread so that at most ten are due in a second.
Result<pipeline::SourceReport> change_sources(const Settings& settings, pipeline::SourceRequest request);

/// Whether there is a channel of that address.
Result<bool> is_collected(const Settings& settings, const std::string& url);

/// Does it and tells of it.
Status edit_sources(const Settings& settings, pipeline::SourceRequest request, bool json);

/// Prints what there is to start with: for each language, how many outlets of which countries.
Status list_starters(bool json);

}  // namespace kabar::cli
