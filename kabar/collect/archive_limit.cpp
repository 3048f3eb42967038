#include "kabar/collect/archive_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <vector>

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWarc = ".warc.gz";
constexpr std::string_view kIndex = ".cdxj";

struct Finished {
  fs::path warc;
  fs::path index;
  Timestamp written;
  std::uint64_t bytes = 0;
};

Error failure(const fs::path& path, const std::error_code& code) {
  return {Errc::kIo, fmt::format("{}: {}", path.string(), code.message())};
}

/// Of the files in the folder that are whole, the oldest first. One that goes meanwhile is left out.
Result<std::vector<Finished>> finished_files(const fs::path& folder) {
  std::vector<Finished> out;
  std::error_code failed;
  fs::directory_iterator at(folder, failed);
  if (failed) return failure(folder, failed);
  for (; at != fs::directory_iterator(); at.increment(failed)) {
    if (failed) return failure(folder, failed);
    const auto name = at->path().filename().string();
    if (!name.ends_with(kWarc)) continue;
    Finished one;
    one.warc = at->path();
    one.index = folder / (name.substr(0, name.size() - kWarc.size()) + std::string(kIndex));
    std::error_code missing;
    const auto size = fs::file_size(one.warc, missing);
    const auto index_size = missing ? 0 : fs::file_size(one.index, missing);
    const auto written = missing ? fs::file_time_type() : fs::last_write_time(one.warc, missing);
    if (missing) continue;
    one.bytes = size + index_size;
    one.written = std::chrono::floor<std::chrono::seconds>(std::chrono::file_clock::to_sys(written));
    out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end(), [](const Finished& a, const Finished& b) {
    return a.written != b.written ? a.written < b.written : a.warc < b.warc;
  });
  return out;
}

Status take_away(const Finished& file) {
  std::error_code failed;
  fs::remove(file.warc, failed);  // an index without its file is harmless, a file without index is not known
  if (failed) return failure(file.warc, failed);
  fs::remove(file.index, failed);
  return failed ? Status(failure(file.index, failed)) : ok();
}

}  // namespace

Result<ArchiveCut> limit_archive(const fs::path& folder, const ArchiveLimits& limits, Timestamp now,
                                 bool dry_run) {
  ArchiveCut out;
  std::error_code failed;
  if (!limits.any() || !fs::exists(folder, failed)) return out;
  KABAR_TRY(const auto files, finished_files(folder));
  std::uint64_t left = 0;
  for (const auto& file : files) left += file.bytes;
  for (const auto& file : files) {
    const bool aged = limits.age.count() != 0 && file.written < now - limits.age;
    const bool crowded = limits.bytes != 0 && left > limits.bytes;
    if (!aged && !crowded) break;
    if (!dry_run) KABAR_CHECK(take_away(file));
    left -= file.bytes;
    ++out.files;
    out.bytes += file.bytes;
  }
  return out;
}

}  // namespace kabar::collect
