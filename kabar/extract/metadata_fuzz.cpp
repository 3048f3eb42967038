#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/extract/metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const auto tree = kabar::markup::HtmlTree::parse(html);
  if (!tree) return 0;
  kabar::extract::PageContext context;
  context.url = "https://post.example/2020/03/05/a";
  context.fetched_at = kabar::Timestamp{std::chrono::seconds{1'700'000'000}};
  const auto metadata = kabar::extract::read_metadata(*tree, context);
  if (metadata.headline >= tree->nodes().size() && metadata.headline != 0) __builtin_trap();
  if (metadata.published && metadata.published->instant > *context.fetched_at + std::chrono::days{3})
    __builtin_trap();
  return 0;
}
