#include "kabar/collect/input_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "kabar/base/ascii.h"
#include "kabar/collect/feed_parser.h"

namespace kabar::collect {

InputKind kind_by_name(const std::filesystem::path& path) {
  auto name = ascii::lower(path.filename().string());
  for (const std::string_view packed : {".open", ".gz", ".zst"}) {
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  }
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return InputKind::kLines;
  if (name.ends_with(".warc")) return InputKind::kWarc;
  constexpr std::array<std::string_view, 5> kFeeds{".rss", ".atom", ".rdf", ".xml", ".json"};
  const bool feed =
      std::any_of(kFeeds.begin(), kFeeds.end(), [&](std::string_view end) { return name.ends_with(end); });
  return feed ? InputKind::kFeed : InputKind::kPage;
}

InputKind kind_by_content(std::string_view head) noexcept {
  if (head.starts_with("WARC/")) return InputKind::kWarc;
  if (looks_like_feed(head)) return InputKind::kFeed;
  return ascii::trim(head).starts_with('{') ? InputKind::kLines : InputKind::kPage;
}

}  // namespace kabar::collect
