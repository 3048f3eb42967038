#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "kabar/base/result.h"

namespace kabar::collect {

struct FoundFile {
  std::filesystem::path path;   ///< as it is opened
  std::filesystem::path below;  ///< relative to the folder that was walked; a file named by itself: its name
  std::uint64_t bytes = 0;
};

/// What could not be opened, or a link loop.
struct RejectedPath {
  std::filesystem::path path;
  Error error;
};

struct FolderWalk {
  std::vector<FoundFile> files;  ///< sorted by `below`, so that a folder is the same stream on every machine
  std::vector<RejectedPath> rejected;
  /// Hidden files, and style sheets, scripts and fonts that pages were saved with.
  std::uint64_t passed_over = 0;
};

/// All files below `root`, links followed; a link that leads back to a folder above it is a loop and
/// rejected. A root that is a file gives that file, whatever it is called.
FolderWalk walk(const std::filesystem::path& root);

}  // namespace kabar::collect
