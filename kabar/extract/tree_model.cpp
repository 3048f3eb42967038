#include "kabar/extract/tree_model.h"

// Compiled in as they are: two counts, the roots (an even number of places), the nodes. Little-endian, as all
// machines that kabar is built for.
__asm__(
    ".section .rodata\n.balign 16\n"
    "kabar_block_weights:\n.incbin \"" KABAR_WEIGHTS_DIR
    "/block.bin\"\n.balign 16\n"
    "kabar_context_weights:\n.incbin \"" KABAR_WEIGHTS_DIR
    "/context.bin\"\n.balign 16\n"
    "kabar_page_weights:\n.incbin \"" KABAR_WEIGHTS_DIR "/page.bin\"\n.balign 16\n.previous\n");

extern "C" {
extern const std::uint32_t kabar_block_weights[];
extern const std::uint32_t kabar_context_weights[];
extern const std::uint32_t kabar_page_weights[];
}

namespace kabar::extract {
namespace {

TreeModel model_at(const std::uint32_t* file) {
  const std::size_t root_count = file[0];
  const std::size_t node_count = file[1];
  const std::size_t root_places = root_count + root_count % 2;
  const auto* roots = reinterpret_cast<const std::uint16_t*>(file + 2);
  const auto* nodes = reinterpret_cast<const TreeNode*>(file + 2 + root_places / 2);
  return {{roots, root_count}, {nodes, node_count}};
}

}  // namespace

const TreeModel& block_model() {
  static const TreeModel model = model_at(kabar_block_weights);
  return model;
}

const TreeModel& context_model() {
  static const TreeModel model = model_at(kabar_context_weights);
  return model;
}

const TreeModel& page_model() {
  static const TreeModel model = model_at(kabar_page_weights);
  return model;
}

}  // namespace kabar::extract
