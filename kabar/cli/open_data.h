#pragma once

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/store/store.h"

namespace kabar::cli {

/// Opens the data folder for reading. Where there are no data yet, the error says what to do.
Result<store::Reader> open_data(const Settings& settings);

}  // namespace kabar::cli
