#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/ids.h"
#include "kabar/picture/thumbnails.h"

namespace kabar::picture {

/// The pictures of articles as pages show them, in the folder "pictures" of a data folder: files that may go
/// at any time, as they can be fetched again. A picture is an article's and of one address, so that another
/// address of the article means another picture. Any thread and any process; one of them writes.
class PictureFiles {
 public:
  struct Usage {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
  };

  explicit PictureFiles(const std::filesystem::path& data_folder) : folder_(data_folder / "pictures") {}

  std::optional<std::string> find(ArticleId article, std::string_view url, std::uint32_t width) const;
  Status keep(ArticleId article, std::string_view url, const std::vector<Thumbnail>& pictures) const;
  /// All of an article, whatever the address was.
  void remove(ArticleId article) const noexcept;
  /// Looks at every file.
  Usage usage() const;
  /// The oldest go until no more than `bytes` are left; what is left.
  Usage limit(std::uint64_t bytes) const;

 private:
  std::filesystem::path shelf(ArticleId article) const;
  std::filesystem::path path(ArticleId article, std::string_view url, std::uint32_t width) const;

  std::filesystem::path folder_;
};

}  // namespace kabar::picture
