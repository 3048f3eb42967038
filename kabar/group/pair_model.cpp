#include "kabar/group/pair_model.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace kabar::group {
namespace {

/// A leaf has feature -1 and its value in `bound`; else: `left` where the feature is at most `bound`.
struct TreeNode {
  std::int8_t feature;
  float bound;
  std::uint16_t left, right;
};

// clang-format off
#include "kabar/group/pair_weights.inc"
// clang-format on

}  // namespace

float same_story(const Features& features) noexcept {
  float sum = kBase;
  for (const auto root : kRoots) {
    const auto* node = &kNodes[root];
    while (node->feature >= 0) {
      const float x = features[static_cast<std::size_t>(node->feature)];
      node = &kNodes[x <= node->bound ? node->left : node->right];
    }
    sum += node->bound;
  }
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace kabar::group
