#pragma once

#include <string_view>
#include <vector>

#include "kabar/cli/settings.h"
#include "kabar/pipeline/correct.h"

namespace kabar::cli {

/// `kabar stories merge|split|move|undo`: does it, and says what became of it.
Status correct_stories(const Settings& settings, const pipeline::CorrectionRequest& request, bool json);

/// `kabar stories corrections`: all, those that were undone marked as such.
Status list_corrections(const Settings& settings, bool json);

}  // namespace kabar::cli
