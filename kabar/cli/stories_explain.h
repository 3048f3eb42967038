#pragma once

#include <string>

#include "kabar/cli/settings.h"

namespace kabar::cli {

/// `kabar stories explain A B`: why two articles are or are not together.
Status explain_stories(const Settings& settings, const std::string& a, const std::string& b, bool json);

}  // namespace kabar::cli
