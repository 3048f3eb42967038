#include "kabar/understand/likeness_model.h"

#include <algorithm>
#include <span>

namespace kabar::understand {
namespace {

/// A leaf has feature -1 and its value in `bound`; else: `left` where the feature is at most `bound`.
struct TreeNode {
  std::int8_t feature;
  float bound;
  std::uint16_t left, right;
};

// clang-format off
#include "kabar/understand/likeness_weights.inc"
// clang-format on

struct Model {
  float base;
  std::span<const float, kEvidence> linear;
  std::span<const std::uint16_t> roots;
  std::span<const TreeNode> nodes;
};

float leaf_of(std::span<const TreeNode> nodes, std::uint16_t root, const EvidenceRow& row) noexcept {
  const auto* node = &nodes[root];
  while (node->feature >= 0) {
    const float x = row[static_cast<std::size_t>(node->feature)];
    node = &nodes[x <= node->bound ? node->left : node->right];
  }
  return node->bound;
}

}  // namespace

float weigh(const EvidenceRow& row, LikenessOf what) noexcept {
  static constexpr Model kHeadlines{kHeadlineBase, kHeadlineLinear, kHeadlineRoots, kHeadlineNodes};
  static constexpr Model kTexts{kTextBase, kTextLinear, kTextRoots, kTextNodes};
  const auto& model = what == LikenessOf::kHeadlines ? kHeadlines : kTexts;
  float sum = model.base;
  for (std::size_t i = 0; i < kEvidence; ++i) sum += model.linear[i] * row[i];
  for (const auto root : model.roots) sum += leaf_of(model.nodes, root, row);
  return std::clamp(sum, 0.0F, 1.0F);
}

}  // namespace kabar::understand
