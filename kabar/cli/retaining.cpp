#include "kabar/cli/retaining.h"

namespace kabar::cli {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

}  // namespace

store::RetentionLimits retention_limits(const Settings& settings) {
  return {std::chrono::days{settings.keep_days}, settings.keep_source_mb * kMegabyte,
          settings.keep_total_mb * kMegabyte};
}

collect::ArchiveLimits archive_limits(const Settings& settings) {
  return {std::chrono::days{settings.keep_archive_days}, settings.keep_archive_mb * kMegabyte};
}

}  // namespace kabar::cli
