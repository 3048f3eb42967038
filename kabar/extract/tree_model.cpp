#include "kabar/extract/tree_model.h"

#include <bit>
#include <cmath>
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

using Masks = std::array<std::uint32_t, kLanes>;

// The leaves of a tree that each row may reach, struck out by vectors of `kBytes`, which are registers where
// the machine has such; copied in and out, as a function may not return one that not all machines have.
template <std::size_t kBytes>
[[gnu::always_inline]] inline void reach(std::span<const TreeSplit> splits, const FeatureBatch& batch,
                                         Masks& masks) {
  using Floats [[gnu::vector_size(kBytes)]] = float;
  using Bits [[gnu::vector_size(kBytes)]] = std::uint32_t;
  constexpr std::size_t kWidth = kBytes / sizeof(float);
  constexpr std::size_t kRegisters = kLanes / kWidth;
  Bits reachable[kRegisters];
  for (Bits& bits : reachable) bits = ~Bits{};
  for (const TreeSplit& split : splits) {
    const float* values = batch.feature(split.feature);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRegisters; ++r) {
      Floats value;
      std::memcpy(&value, values + r * kWidth, kBytes);
      reachable[r] &= ~reinterpret_cast<Bits>(value > split.threshold) | split.kept;
    }
  }
  std::memcpy(masks.data(), reachable, sizeof masks);
}

// Every machine that kabar is built for has 16 bytes.
void reach_narrow(std::span<const TreeSplit> splits, const FeatureBatch& batch, Masks& masks) {
  reach<16>(splits, batch, masks);
}

using Reach = void (*)(std::span<const TreeSplit>, const FeatureBatch&, Masks&);
#if defined(__x86_64__)
[[gnu::target("avx2")]] void reach_avx2(std::span<const TreeSplit> splits, const FeatureBatch& batch,
                                        Masks& masks) {
  reach<32>(splits, batch, masks);
}

[[gnu::target("avx512f,avx512vl,avx512dq,avx512bw")]] void reach_avx512(std::span<const TreeSplit> splits,
                                                                        const FeatureBatch& batch,
                                                                        Masks& masks) {
  reach<64>(splits, batch, masks);
}

Reach widest() {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return reach_avx512;
  return __builtin_cpu_supports("avx2") ? reach_avx2 : reach_narrow;
}
#else
Reach widest() {
  return reach_narrow;
}
#endif

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

std::array<float, kLanes> TreeModel::scores(const FeatureBatch& batch) const noexcept {
  static const Reach kReach = widest();
  std::array<float, kLanes> sums{};
  Masks masks{};
  for (std::size_t t = 0; t + 1 < trees_.size(); ++t) {
    const std::uint32_t first = trees_[t].first_split;
    kReach(std::span(splits_).subspan(first, trees_[t + 1].first_split - first), batch, masks);
    const float* leaves = &leaves_[trees_[t].first_leaf];
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += leaves[std::countr_zero(masks[lane])];
  }
  return sums;
}

float probability(float log_odds) noexcept {
  return 1.0F / (1.0F + std::exp(-log_odds));
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
