#pragma once

#include <memory>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/embedder.h"

namespace kabar::cli {

/// Whether a command may wait for vectors, so that the same input gives the same stories.
enum class Waits : bool { kNo, kYes };

/// What the settings name as embedder; null where they name none.
Result<std::unique_ptr<pipeline::Embedder>> start_embedder(const Settings& settings, Waits waits);

/// Lets it embed the leads of a data folder's stories.
Status use_embedder(pipeline::DataFolder& folder, const Settings& settings, Waits waits);

}  // namespace kabar::cli
