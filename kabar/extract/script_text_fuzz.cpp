// Any HTML: what its scripts hold is text without end tags of its own kind, never more than it was written
// as.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/assert.h"
#include "kabar/extract/script_text.h"
#include "kabar/markup/html_tree.h"
#include "kabar/text/utf8.h"
#include "kabar/text/utf8_repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<char> clean;  // as pages are decoded: without NUL
  kabar::text::append_valid_utf8(clean, {reinterpret_cast<const char*>(data), size});
  const std::string_view html(clean.data(), clean.size());
  const auto tree = kabar::markup::HtmlTree::parse(html);
  if (!tree) return 0;
  const std::string text = kabar::extract::script_text(*tree);
  KABAR_ASSERT(kabar::text::is_valid_utf8(text));
  KABAR_ASSERT(text.empty() || kabar::extract::script_text(*tree) == text);
  constexpr std::size_t kEscaped = 6;  // bytes of the longest character reference
  KABAR_ASSERT(text.size() <= 3 * kEscaped * html.size());
  return 0;
}
