#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::cli {

struct ConfigEntry {
  std::string key;   ///< with its tables: "serve.listen"
  std::string text;  ///< the value; of an array its items with commas between
  std::uint32_t line = 0;
};

/// Reads a TOML 1.0 file into its single values, in the order of its lines. kInvalidInput names file and
/// line; kNotFound, kIo.
Result<std::vector<ConfigEntry>> read_config_file(const std::filesystem::path& path);

}  // namespace kabar::cli
