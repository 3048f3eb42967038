#pragma once

#include <string>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/cli/source_contents.h"
#include "kabar/model/outlet.h"

namespace kabar::cli {

/// Asks a site where it announces its articles, by the settings of [collect]: collect::Discoverer on the
/// internet; what it was answered with is kept for the first look (collect::FirstAnswers). An address without
/// a scheme is one of https, or where nobody answers there, of http. The errors of the Discoverer, from the
/// one that answered.
Result<Outlet> find_outlet(const Settings& settings, const std::string& address);

/// What lies at an address, fetched by the same settings. The errors of Visitor, kNotFound where the answer
/// is not a 200.
Result<SourceFile> fetch_source(const Settings& settings, const std::string& address);

}  // namespace kabar::cli
