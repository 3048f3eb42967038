#include <cstddef>
#include <cstdint>

#include "kabar/collect/feed_parser.h"
#include "kabar/text/utf8.h"

/// Whatever comes in, what comes out has ids, is UTF-8, and has only absolute web addresses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar;
  const auto feed = collect::parse_feed(std::as_bytes(std::span(data, size)),
                                        {.url = "https://a.example/feed"}, {.max_items = 50});
  if (!feed) return 0;
  if (feed->items.size() > 50) __builtin_trap();
  for (const auto& item : feed->items) {
    if (item.id.empty() || !text::is_valid_utf8(item.title) || !text::is_valid_utf8(item.content_html))
      __builtin_trap();
    if (!item.url.empty() && !item.url.starts_with("http")) __builtin_trap();
    if (item.title.find('\n') != item.title.npos) __builtin_trap();
  }
  return 0;
}
