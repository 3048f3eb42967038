#pragma once

#include <string>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/model/outlet.h"

namespace kabar::cli {

/// Asks a site where it announces its articles, by the settings of [collect]: collect::Discoverer on the
/// internet. An address without a scheme is one of https, or else of http. The errors of the Discoverer.
Result<Outlet> find_outlet(const Settings& settings, const std::string& address);

}  // namespace kabar::cli
