#pragma once

#include "kabar/cli/settings.h"
#include "kabar/collect/archive_limit.h"
#include "kabar/store/retention.h"

namespace kabar::cli {

// How much is kept, as the settings say.

store::RetentionLimits retention_limits(const Settings& settings);
collect::ArchiveLimits archive_limits(const Settings& settings);

}  // namespace kabar::cli
