#include "kabar/understand/likeness_model.h"

#include <algorithm>
#include <span>

#include "kabar/base/regression_tree.h"

namespace kabar::understand {
namespace {

// clang-format off
#include "kabar/understand/likeness_weights.inc"
// clang-format on

struct Model {
  float base;
  std::span<const float, kEvidence> linear;
  std::span<const std::uint16_t> roots;
  std::span<const TreeNode> nodes;
};

}  // namespace

float weigh(const EvidenceRow& row, LikenessOf what) noexcept {
  static constexpr Model kHeadlines{kHeadlineBase, kHeadlineLinear, kHeadlineRoots, kHeadlineNodes};
  static constexpr Model kTexts{kTextBase, kTextLinear, kTextRoots, kTextNodes};
  const auto& model = what == LikenessOf::kHeadlines ? kHeadlines : kTexts;
  float sum = model.base + sum_of_trees(model.nodes, model.roots, row);
  for (std::size_t i = 0; i < kEvidence; ++i) sum += model.linear[i] * row[i];
  return std::clamp(sum, 0.0F, 1.0F);
}

}  // namespace kabar::understand
