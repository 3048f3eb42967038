#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "kabar/base/result.h"
#include "kabar/base/time.h"

namespace kabar::collect {

/// How much of an archive is kept; nought: without a limit.
struct ArchiveLimits {
  std::chrono::days age{0};  ///< since the last record was written
  std::uint64_t bytes = 0;   ///< of WARC files and indexes together

  bool any() const noexcept { return age.count() != 0 || bytes != 0; }
};

struct ArchiveCut {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

/// Takes the oldest files that WarcWriter has finished, with their indexes, until the rest is within the
/// limits; with `dry_run` only says which. The file that is being written, and whatever has no index of
/// kabar's beside it, stays. kIo where the folder cannot be read or a file not be taken away.
Result<ArchiveCut> limit_archive(const std::filesystem::path& folder, const ArchiveLimits& limits,
                                 Timestamp now, bool dry_run);

}  // namespace kabar::collect
