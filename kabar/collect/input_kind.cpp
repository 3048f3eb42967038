#include "kabar/collect/input_kind.h"

#include <string>

#include "kabar/base/ascii.h"

namespace kabar::collect {

InputKind kind_by_name(const std::filesystem::path& path) {
  auto name = ascii::lower(path.filename().string());
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  }
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return InputKind::kLines;
  return name.ends_with(".warc") ? InputKind::kWarc : InputKind::kPage;
}

InputKind kind_by_content(std::string_view head) noexcept {
  if (head.starts_with("WARC/")) return InputKind::kWarc;
  return ascii::trim(head).starts_with('{') ? InputKind::kLines : InputKind::kPage;
}

}  // namespace kabar::collect
