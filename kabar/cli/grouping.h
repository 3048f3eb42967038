#pragma once

#include <chrono>

#include "kabar/cli/settings.h"
#include "kabar/group/group_input.h"

namespace kabar::cli {

/// How long stories live, as it is set.
inline group::GroupOptions grouping(const Settings& settings) {
  group::GroupOptions out;
  out.live_window = std::chrono::days{settings.live_days};
  out.reopen = std::chrono::days{settings.reopen_days};
  return out;
}

}  // namespace kabar::cli
