#include "kabar/cli/disk_room.h"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace kabar::cli {

std::optional<std::string> lacks_room(const Settings& settings) {
  const auto wanted = std::uint64_t{settings.min_free_mb} * 1024 * 1024;
  for (const auto& folder : {settings.data, settings.archive}) {
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (!failed && space.available < wanted)
      return fmt::format("less than {} MB free on the disk of {} (collect.min_free_mb)", settings.min_free_mb,
                         folder.string());
  }
  return std::nullopt;
}

}  // namespace kabar::cli
