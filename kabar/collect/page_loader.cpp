#include "kabar/collect/page_loader.h"

#include "kabar/base/files.h"
#include "kabar/compress/gzip.h"

namespace kabar::collect {
Status unpack(Bytes bytes, std::string_view name, const LoadLimits& limits, RawDocument& document) {
  if (!compress::is_gzip(bytes)) {
    document.bytes = std::move(bytes);
    return ok();
  }
  auto plain = compress::gunzip(bytes, {.max_bytes = limits.max_page_bytes});
  if (!plain) return std::move(plain).error().within(name);
  document.bytes = *std::move(plain);
  return ok();
}

Status load(const std::filesystem::path& file, const LoadLimits& limits, RawDocument& document) {
  KABAR_TRY(auto bytes, read_file(file, limits.max_page_bytes));
  return unpack(std::move(bytes), file.string(), limits, document);
}

}  // namespace kabar::collect
