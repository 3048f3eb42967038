#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"

namespace kabar::cli {

/// What a task of `kabar eval` found: names and numbers, and how much work it was.
struct Outcome {
  std::vector<std::pair<std::string, double>> numbers;
  std::size_t items = 0;
  double seconds = 0;
};

/// Near copies of the articles of `input`, made by construction, and how many of them the grouping finds.
Result<Outcome> eval_copies(const std::string& input, const Settings& settings);

}  // namespace kabar::cli
