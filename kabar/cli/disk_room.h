#pragma once

#include <optional>
#include <string>

#include "kabar/cli/settings.h"

namespace kabar::cli {

/// Why collecting waits, where it does: "less than 500 MB free on the disk of kabar-data
/// (collect.min_free_mb)". Looks at the disks of the data and of the archive.
std::optional<std::string> lacks_room(const Settings& settings);

}  // namespace kabar::cli
