#pragma once

#include <memory>

#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

struct Reader::State {
  std::unique_ptr<Database> database;
  std::shared_ptr<const SourceList> sources;  ///< as they were at `sources_version`
  std::int64_t sources_version = 0;
};

/// A connection for reading the database of a data folder, whose version is one that can be read.
Result<std::unique_ptr<Database>> open_for_reading(const std::filesystem::path& folder);

}  // namespace kabar::store
