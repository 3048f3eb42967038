#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kabar::extract {

/// A node of a regression tree. Values go left when they are not above the threshold.
struct TreeNode {
  float threshold;    ///< of an inner node; a leaf's score
  std::int16_t left;  ///< index in the model; of a leaf: -1
  std::int16_t right;
  std::uint16_t feature;
  std::uint16_t unused;
};
static_assert(sizeof(TreeNode) == 12);

/// Boosted regression trees that eval/extraction/train.py learned: the sum of their leaves is the log odds.
struct TreeModel {
  std::span<const std::uint16_t> roots;
  std::span<const TreeNode> nodes;

  float score(std::span<const float> features) const noexcept {
    float sum = 0;
    for (const std::uint16_t root : roots) {
      const TreeNode* node = &nodes[root];
      while (node->left >= 0) {
        const bool right = features[node->feature] > node->threshold;
        node = &nodes[static_cast<std::size_t>(right ? node->right : node->left)];
      }
      sum += node->threshold;
    }
    return sum;
  }
};

/// The models, compiled in from weights/*.bin: which blocks look like body by themselves, which are when
/// their neighbours are known, and which pages have no article.
const TreeModel& block_model();
const TreeModel& context_model();
const TreeModel& page_model();

}  // namespace kabar::extract
