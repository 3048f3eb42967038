#include <cstddef>
#include <cstdint>
#include <span>

#include "kabar/collect/sitemap.h"

/// Whatever comes in, at most the cap of absolute web addresses comes out, the newest first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kabar::collect;
  const auto sitemap = parse_sitemap(std::as_bytes(std::span(data, size)), "https://a.example/s.xml",
                                     {.max_bytes = 100'000, .max_entries = 50});
  if (!sitemap) return 0;
  if (sitemap->entries.size() > 50) __builtin_trap();
  for (std::size_t i = 0; i < sitemap->entries.size(); ++i) {
    const auto& entry = sitemap->entries[i];
    if (!entry.url.starts_with("http")) __builtin_trap();
    if (i > 0 && sitemap->entries[i - 1].newest() < entry.newest()) __builtin_trap();
  }
  return 0;
}
