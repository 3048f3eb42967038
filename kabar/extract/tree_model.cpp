#include "kabar/extract/tree_model.h"

#include <bit>
#include <cstring>

#include "kabar/base/assert.h"

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
  const auto* nodes = reinterpret_cast<const TreeModel::StoredNode*>(file + 2 + root_places / 2);
  return {{roots, root_count}, {nodes, node_count}};
}

// Four rows to a register of 16 bytes, which every machine has that kabar is built for.
using Floats = float __attribute__((vector_size(16)));
using Masks = std::uint32_t __attribute__((vector_size(16)));
constexpr std::size_t kRegisters = kLanes * sizeof(float) / sizeof(Floats);

Floats load(const float* from) {
  Floats out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

}  // namespace

TreeModel::TreeModel(std::span<const std::uint16_t> roots, std::span<const StoredNode> nodes)
    : roots_(roots), nodes_(nodes) {
  trees_.emplace_back();
  for (const std::uint16_t root : roots) {
    add(nodes, root);
    trees_.push_back(
        {static_cast<std::uint32_t>(splits_.size()), static_cast<std::uint32_t>(leaves_.size())});
  }
}

void TreeModel::add(std::span<const StoredNode> stored, std::size_t node) {
  const StoredNode& from = stored[node];
  if (from.left < 0) {
    leaves_.push_back(from.threshold);
    return;
  }
  const auto leaf_of_tree = [this] { return leaves_.size() - trees_.back().first_leaf; };
  const std::size_t first = leaf_of_tree();
  add(stored, static_cast<std::size_t>(from.left));
  const std::size_t middle = leaf_of_tree();
  const std::uint64_t left = (std::uint64_t{1} << middle) - (std::uint64_t{1} << first);
  splits_.push_back({from.threshold, from.feature, static_cast<std::uint32_t>(~left)});
  add(stored, static_cast<std::size_t>(from.right));
  KABAR_ASSERT(leaf_of_tree() <= 32);
}

// The leaves of a tree that each row may reach. The registers are written out, or they would lie in memory.
template <std::size_t... r>
void TreeModel::reach(const Tree& tree, const Tree& next, const FeatureBatch& batch, std::uint32_t* masks,
                      std::index_sequence<r...>) const noexcept {
  Masks reachable[] = {(static_cast<void>(r), ~Masks{})...};
  for (std::size_t s = tree.first_split; s < next.first_split; ++s) {
    const Split& split = splits_[s];
    const float* values = batch.feature(split.feature);
    ((reachable[r] &= ~reinterpret_cast<Masks>(load(values + r * 4) > split.threshold) | split.kept), ...);
  }
  (static_cast<void>(std::memcpy(masks + r * 4, &reachable[r], sizeof(Masks))), ...);
}

std::array<float, kLanes> TreeModel::scores(const FeatureBatch& batch) const noexcept {
  std::array<float, kLanes> sums{};
  std::array<std::uint32_t, kLanes> masks{};
  for (std::size_t t = 0; t + 1 < trees_.size(); ++t) {
    reach(trees_[t], trees_[t + 1], batch, masks.data(), std::make_index_sequence<kRegisters>());
    const float* leaves = &leaves_[trees_[t].first_leaf];
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += leaves[std::countr_zero(masks[lane])];
  }
  return sums;
}

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
