#pragma once

#include <string>

#include "kabar/cli/settings.h"

namespace kabar::cli {

/// `kabar stories figures S`: who gives which number in a story, on whose word and since when.
Status show_story_figures(const Settings& settings, const std::string& story, bool json);

}  // namespace kabar::cli
