#include "kabar/group/pair_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "kabar/base/regression_tree.h"

namespace kabar::group {
namespace {

// clang-format off
#include "kabar/group/pair_weights.inc"
// clang-format on

/// Trees of up to eight leaves, read by feature instead of from their roots (QuickScorer: Lucchese et al.,
/// SIGIR 2015): every node whose bound a feature exceeds strikes the leaves on its left out; the leftmost
/// that remains of a tree is the one that walking down would have come to. No branch depends on a single
/// tree.
class LeafScorer {
 public:
  LeafScorer() {
    for (std::size_t tree = 0; tree < kRoots.size(); ++tree) {
      std::size_t leaves = 0;
      take(tree, kRoots[tree], leaves);
    }
    for (auto& tests : tests_)
      std::stable_sort(tests.begin(), tests.end(),
                       [](const auto& a, const auto& b) { return a.bound < b.bound; });
  }

  float sum(const Features& features) const noexcept {
    std::array<std::uint8_t, kRoots.size()> left;
    left.fill(0xFF);
    for (std::size_t feature = 0; feature < kFeatures; ++feature)
      for (const auto& test : tests_[feature]) {
        if (features[feature] <= test.bound) break;
        left[test.tree] &= test.kept;
      }
    float sum = 0.0F;
    for (std::size_t tree = 0; tree < left.size(); ++tree)
      sum += leaves_[tree][static_cast<std::size_t>(std::countr_zero(left[tree]))];
    return sum;
  }

 private:
  static constexpr std::size_t kMostLeaves = 8;
  static_assert(kRoots.size() <= 256, "a test knows its tree by one byte");
  static_assert(kNodes.size() <= kRoots.size() * (2 * kMostLeaves - 1), "trees have eight leaves at most");
  struct Test {
    float bound;
    std::uint8_t tree;
    std::uint8_t kept;  ///< leaves, by bit, that remain where the bound is exceeded
  };

  /// `leaves` counts those to the left.
  void take(std::size_t tree, std::size_t at, std::size_t& leaves) {
    const auto& node = kNodes[at];
    if (node.feature < 0) {
      leaves_[tree][leaves++] = node.bound;
      return;
    }
    const auto before = leaves;
    take(tree, node.left, leaves);
    const auto struck = (1U << leaves) - (1U << before);
    tests_[static_cast<std::uint8_t>(node.feature)].push_back(
        {node.bound, static_cast<std::uint8_t>(tree), static_cast<std::uint8_t>(~struck)});
    take(tree, node.right, leaves);
  }

  std::array<std::vector<Test>, kFeatures> tests_;  ///< by feature, lowest bound first
  std::array<std::array<float, kMostLeaves>, kRoots.size()> leaves_{};
};

/// What the plain likeness of the bodies has to say beside the trees, which know too well what they learned
/// from: even chances at a cosine of kEven. As in eval/stories/learn.py.
constexpr float kPlain = 0.15F, kSteep = 14.0F, kEven = 0.3F;

}  // namespace

float same_story(const Features& features) noexcept {
  static const LeafScorer kScorer;
  if (features[static_cast<std::size_t>(Feature::kMix)] < kLeastMix) return 0.0F;
  const float body = features[static_cast<std::size_t>(Feature::kBody)];
  const float score = (1.0F - kPlain) * (kBase + kScorer.sum(features)) + kPlain * kSteep * (body - kEven);
  return 1.0F / (1.0F + std::exp(-score));
}

}  // namespace kabar::group
