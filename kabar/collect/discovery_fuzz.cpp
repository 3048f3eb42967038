#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string_view>

#include "kabar/collect/discovery.h"
#include "kabar/net/url.h"
#include "kabar/text/charset.h"

/// Whatever a page says, its links to feeds are http addresses, each once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto decoded = kabar::text::decode_page(std::as_bytes(std::span(data, size)));
  if (!decoded) return 0;
  const auto links = kabar::collect::find_feed_links(decoded->utf8, "https://quay.example/a/b");
  std::set<std::string_view> met;
  for (const auto& feed : links.feeds)
    if (!kabar::net::Url::parse(feed.url) || !met.insert(feed.url).second) __builtin_trap();
  return 0;
}
