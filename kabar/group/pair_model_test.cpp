#include "kabar/group/pair_model.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "kabar/base/regression_tree.h"

namespace kabar::group {
namespace {

// clang-format off
#include "kabar/group/pair_weights.inc"
// clang-format on

/// The trees walked one after the other, with a share of the plain likeness.
float walked(const Features& row) {
  const float plain = 14.0F * (row[static_cast<std::size_t>(Feature::kBody)] - 0.3F);
  return 1.0F / (1.0F + std::exp(-(0.85F * (kBase + sum_of_trees(kNodes, kRoots, row)) + 0.15F * plain)));
}

TEST(SameStory, IsWhatTheTreesSay) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> share(-0.2F, 1.2F);
  for (int round = 0; round < 5'000; ++round) {
    Features row;
    for (float& x : row) x = share(random);
    row[static_cast<std::size_t>(Feature::kHours)] *= 6.0F;
    auto& mix = row[static_cast<std::size_t>(Feature::kMix)];
    mix = std::max(mix, kLeastMix);
    ASSERT_NEAR(same_story(row), walked(row), 1e-6F);
    mix = 0.9F * kLeastMix;
    ASSERT_EQ(same_story(row), 0.0F);
  }
}

/// A bound itself still goes to the left.
TEST(SameStory, IsWhatTheTreesSayAtTheirBounds) {
  Features row{};
  row.fill(0.5F);
  for (const auto& node : kNodes) {
    if (node.feature < 0) continue;
    auto at = row;
    at[static_cast<std::size_t>(node.feature)] = node.bound;
    auto& mix = at[static_cast<std::size_t>(Feature::kMix)];
    mix = std::max(mix, kLeastMix);
    ASSERT_NEAR(same_story(at), walked(at), 1e-6F);
  }
}

}  // namespace
}  // namespace kabar::group
