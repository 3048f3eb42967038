#pragma once

#include "kabar/base/result.h"

namespace kabar::cli {

/// What the shell is told (docs/OPERATIONS.md).
enum class ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kPartly = 3,  ///< done, but some inputs were rejected
};

/// Says the error on stderr and gives the code that goes with it.
ExitCode fail(const Error& error);
/// The same for a wrong command line or configuration.
ExitCode misuse(const Error& error);

}  // namespace kabar::cli
