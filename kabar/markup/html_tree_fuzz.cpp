// Any bytes: the tree must come out whole, within its caps.
#include <cstddef>
#include <cstdint>

#include "kabar/base/assert.h"
#include "kabar/markup/html_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const kabar::markup::HtmlLimits limits{.max_bytes = 1 << 20, .max_depth = 64, .max_nodes = 5'000};
  const auto tree = kabar::markup::HtmlTree::parse({reinterpret_cast<const char*>(data), size}, limits);
  KABAR_ASSERT(tree);
  const auto nodes = tree->nodes();
  KABAR_ASSERT(!nodes.empty() && nodes[0].end == nodes.size());
  std::size_t bytes = 0;
  for (kabar::markup::NodeIndex i = 1; i < nodes.size(); ++i) {
    KABAR_ASSERT(nodes[i].parent < i && nodes[i].end > i && nodes[i].end <= nodes[nodes[i].parent].end);
    KABAR_ASSERT(nodes[i].depth == nodes[nodes[i].parent].depth + 1);
    bytes += nodes[i].text.size() + tree->attribute(i, "class").size();
  }
  KABAR_ASSERT(bytes <= 64 * (size + 1));
  return 0;
}
