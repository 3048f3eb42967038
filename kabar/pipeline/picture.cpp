#include "kabar/pipeline/picture.h"

#include <fmt/format.h>

#include <string_view>

#include "kabar/base/files.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;

std::string_view sniff(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 16).substr(8).starts_with("WEBPVP"sv))
    return "image/webp";
  return {};
}

}  // namespace

Result<store::MediaWrite> load_picture(const SavedFile& file) {
  KABAR_TRY(auto bytes, read_text_file(file.path, kMaxBytes));
  const auto type = sniff(bytes);
  if (type.empty())
    return Error{Errc::kUnsupported, fmt::format("{}: not a JPEG, PNG, GIF or WebP picture", file.path)};
  return store::MediaWrite{file.url, std::string(type), std::move(bytes)};
}

}  // namespace kabar::pipeline
