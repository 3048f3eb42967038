// Any valid UTF-8 without NUL, made safe: what is written as Markdown is UTF-8 again and grows no more than
// with the page.
#include <cstddef>
#include <cstdint>
#include <string>

#include "kabar/base/assert.h"
#include "kabar/base/utf8.h"
#include "kabar/markup/html_tree.h"
#include "kabar/markup/markdown.h"
#include "kabar/markup/safe_html.h"

namespace {

/// As pages come out of text::decode_page(): valid UTF-8 without NUL.
std::string valid_part(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t size = kabar::utf8::size_of_first(bytes);
    if (bytes[0] != '\0') out += bytes.substr(0, size);
    bytes.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostGrowth = 64;  // lists and quotes in one another indent each line
  const std::string safe = *kabar::markup::sanitize(valid_part({reinterpret_cast<const char*>(data), size}));
  const auto tree = kabar::markup::HtmlTree::parse(safe);
  const std::string markdown = kabar::markup::to_markdown(*tree);
  KABAR_ASSERT(valid_part(markdown) == markdown);
  KABAR_ASSERT(markdown.size() <= kMostGrowth * (safe.size() + 16));
  return 0;
}
