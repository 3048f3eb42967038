#include "kabar/picture/picture_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/files.h"
#include "kabar/base/hash.h"

namespace kabar::picture {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kShelves = 256;
constexpr std::size_t kMostBytes = std::size_t{4} * 1024 * 1024;

struct Kept {
  fs::path path;
  std::uint64_t bytes = 0;
  fs::file_time_type written;
};

/// All files below the folder; what goes while it is looked at is left out.
std::vector<Kept> files_below(const fs::path& folder) {
  std::vector<Kept> out;
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code gone;
    const auto bytes = at->file_size(gone);
    if (gone) continue;
    const auto written = at->last_write_time(gone);
    if (!gone) out.push_back({at->path(), bytes, written});
  }
  return out;
}

PictureFiles::Usage sum_of(const std::vector<Kept>& files) {
  PictureFiles::Usage out;
  for (const auto& file : files) {
    ++out.files;
    out.bytes += file.bytes;
  }
  return out;
}

}  // namespace

fs::path PictureFiles::shelf(ArticleId article) const {
  return folder_ / fmt::format("{:02x}", raw(article) % kShelves);
}

fs::path PictureFiles::path(ArticleId article, std::string_view url, std::uint32_t width) const {
  return shelf(article) / fmt::format("{}-{:016x}-{}.webp", raw(article), hash64(url), width);
}

std::optional<std::string> PictureFiles::find(ArticleId article, std::string_view url,
                                              std::uint32_t width) const {
  auto found = read_text_file(path(article, url, width), kMostBytes);
  if (!found) return std::nullopt;
  return *std::move(found);
}

Status PictureFiles::keep(ArticleId article, std::string_view url,
                          const std::vector<Thumbnail>& pictures) const {
  std::error_code failed;
  fs::create_directories(shelf(article), failed);
  if (failed) return Error{Errc::kIo, fmt::format("{}: {}", shelf(article).string(), failed.message())};
  for (const auto& one : pictures)
    KABAR_CHECK(write_file_atomically(path(article, url, one.width), one.webp));
  return ok();
}

void PictureFiles::remove(ArticleId article) const noexcept {
  const auto prefix = std::to_string(raw(article)) + "-";
  std::error_code failed;
  std::vector<fs::path> going;
  for (fs::directory_iterator at(shelf(article), failed), end; !failed && at != end; at.increment(failed))
    if (at->path().filename().string().starts_with(prefix)) going.push_back(at->path());
  for (const auto& file : going) fs::remove(file, failed);
}

PictureFiles::Usage PictureFiles::usage() const {
  return sum_of(files_below(folder_));
}

PictureFiles::Usage PictureFiles::limit(std::uint64_t bytes) const {
  auto files = files_below(folder_);
  auto left = sum_of(files);
  if (left.bytes <= bytes) return left;
  std::sort(files.begin(), files.end(), [](const Kept& a, const Kept& b) { return a.written < b.written; });
  for (const auto& file : files) {
    if (left.bytes <= bytes) break;
    std::error_code failed;
    if (!fs::remove(file.path, failed)) continue;
    --left.files;
    left.bytes -= file.bytes;
  }
  return left;
}

}  // namespace kabar::picture
