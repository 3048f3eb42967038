#pragma once

#include <string>
#include <vector>

#include "kabar/serve/view_models.h"

namespace kabar::cli {

/// Who reports a story, who as a rule reports such stories and does not report it, who carries whose text.
std::vector<std::string> coverage_lines(const serve::Coverage& coverage);

}  // namespace kabar::cli
