#include "kabar/pipeline/picture.h"

#include <fmt/format.h>

#include "kabar/base/files.h"
#include "kabar/text/file_signature.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;

}  // namespace

Result<store::MediaWrite> load_picture(const SavedFile& file) {
  KABAR_TRY(auto bytes, read_text_file(file.path, kMaxBytes));
  const auto type = text::picture_type(bytes);
  if (type.empty())
    return Error{Errc::kUnsupported,
                 fmt::format("{}: not a JPEG, PNG, GIF, WebP or AVIF picture", file.path)};
  return store::MediaWrite{file.url, std::string(type), std::move(bytes)};
}

}  // namespace kabar::pipeline
