#include "kabar/collect/folder_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <system_error>

#include "kabar/base/ascii.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDepth = 64;

/// What browsers and crawlers save beside a page and nobody would call an input.
bool is_page_asset(const fs::path& path) {
  constexpr std::array<std::string_view, 10> kAssets{".css",   ".js",  ".mjs", ".map", ".woff",
                                                     ".woff2", ".ttf", ".otf", ".eot", ".ico"};
  const auto extension = ascii::lower(path.extension().string());
  return std::find(kAssets.begin(), kAssets.end(), extension) != kAssets.end();
}

/// Walks depth first and knows the folders that it stands in, by what they really are.
class Walker {
 public:
  explicit Walker(FolderWalk& out) : out_(out) {}

  void visit(const fs::path& path, const fs::path& below) {
    std::error_code code;
    const auto status = fs::status(path, code);
    if (code) return reject(path, code);
    if (fs::is_directory(status)) return enter(path, below);
    if (!fs::is_regular_file(status)) {
      out_.rejected.push_back({path, {Errc::kIo, "not a regular file"}});
      return;
    }
    const auto bytes = fs::file_size(path, code);
    out_.files.push_back({path, below, code ? 0 : bytes});
  }

 private:
  void enter(const fs::path& path, const fs::path& below) {
    std::error_code code;
    auto real = fs::canonical(path, code);
    if (code) return reject(path, code);
    if (std::find(open_.begin(), open_.end(), real) != open_.end()) {
      out_.rejected.push_back({path, {Errc::kInvalidInput, "link loop"}});
      return;
    }
    if (open_.size() >= kMaxDepth) {
      out_.rejected.push_back({path, {Errc::kTooLarge, fmt::format("more than {} folders deep", kMaxDepth)}});
      return;
    }
    open_.push_back(std::move(real));
    list(path, below);
    open_.pop_back();
  }

  void list(const fs::path& path, const fs::path& below) {
    std::error_code code;
    std::vector<fs::path> names;
    for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code))
      names.push_back(it->path().filename());
    if (code) reject(path, code);
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
      if (name.string().starts_with('.') || is_page_asset(name)) {
        ++out_.passed_over;
      } else {
        visit(path / name, below / name);
      }
    }
  }

  void reject(const fs::path& path, const std::error_code& code) {
    const bool loop = code == std::errc::too_many_symbolic_link_levels;
    const bool missing = code == std::errc::no_such_file_or_directory;
    out_.rejected.push_back(
        {path, {missing ? Errc::kNotFound : Errc::kIo, loop ? "link loop" : code.message()}});
  }

  FolderWalk& out_;
  std::vector<fs::path> open_;
};

}  // namespace

FolderWalk walk(const fs::path& root) {
  FolderWalk out;
  std::error_code code;
  const bool folder = fs::is_directory(root, code);
  Walker(out).visit(root, folder ? fs::path() : root.filename());
  return out;
}

}  // namespace kabar::collect
