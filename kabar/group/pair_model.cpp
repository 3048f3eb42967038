#include "kabar/group/pair_model.h"

#include <array>
#include <cmath>
#include <cstdint>

#include "kabar/base/regression_tree.h"

namespace kabar::group {
namespace {

// clang-format off
#include "kabar/group/pair_weights.inc"
// clang-format on

}  // namespace

float same_story(const Features& features) noexcept {
  const float sum = kBase + sum_of_trees(kNodes, kRoots, features);
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace kabar::group
