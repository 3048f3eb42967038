#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"

namespace kabar::store {

struct Reader::State {
  std::unique_ptr<Database> database;
  std::shared_ptr<const SourceList> sources;  ///< as they were at `sources_version`
  std::int64_t sources_version = 0;
  struct Words {
    std::chrono::steady_clock::time_point read;
    std::vector<IndexedWord> words;
  };
  std::map<std::string, Words> words;  ///< by where the stretch begins
};

/// A connection for reading the database of a data folder, whose version is one that can be read.
Result<std::unique_ptr<Database>> open_for_reading(const std::filesystem::path& folder);

}  // namespace kabar::store
