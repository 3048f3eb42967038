#pragma once

#include <cstdint>
#include <span>

namespace kabar {

/// A node of trees that were learned: a leaf has feature -1 and its value in `bound`; else the way goes on to
/// `left` where the feature is at most `bound`.
struct TreeNode {
  std::int8_t feature;
  float bound;
  std::uint16_t left, right;
};

/// What the trees that begin at `roots` say of these features, summed.
inline float sum_of_trees(std::span<const TreeNode> nodes, std::span<const std::uint16_t> roots,
                          std::span<const float> features) noexcept {
  float sum = 0.0F;
  for (const auto root : roots) {
    const auto* node = &nodes[root];
    while (node->feature >= 0) {
      const float x = features[static_cast<std::size_t>(node->feature)];
      node = &nodes[x <= node->bound ? node->left : node->right];
    }
    sum += node->bound;
  }
  return sum;
}

}  // namespace kabar
