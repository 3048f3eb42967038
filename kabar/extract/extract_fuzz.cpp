// Any bytes as a page: an article of clean text comes out, the same each time, or a reason.
#include <cstddef>
#include <cstdint>

#include "kabar/base/assert.h"
#include "kabar/extract/extractor.h"
#include "kabar/text/utf8_repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kabar::RawDocument document;
  document.url = "https://post.example/2026/ferry";
  const auto bytes = std::as_bytes(std::span(data, size));
  document.bytes.assign(bytes.begin(), bytes.end());
  const auto article = kabar::extract::extract(document);
  if (!article) {
    KABAR_ASSERT(!article.error().message.empty());
    return 0;
  }
  for (const kabar::Block& block : article->blocks) {
    KABAR_ASSERT(kabar::text::is_clean_utf8(block.text));
    KABAR_ASSERT(block.text.find('\n') == std::string::npos);
  }
  const auto again = kabar::extract::extract(document);
  KABAR_ASSERT(again && again->blocks == article->blocks);
  return 0;
}
