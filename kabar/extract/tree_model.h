#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kabar::extract {

/// How many rows a model scores at once.
inline constexpr std::size_t kLanes = 16;

/// The features of up to kLanes rows, one feature of all rows after another.
class FeatureBatch {
 public:
  explicit FeatureBatch(std::size_t features) : values_(features * kLanes) {}

  void set_row(std::size_t lane, std::span<const float> row) noexcept {
    for (std::size_t i = 0; i < row.size(); ++i) values_[i * kLanes + lane] = row[i];
  }
  const float* feature(std::size_t i) const noexcept { return &values_[i * kLanes]; }

 private:
  std::vector<float> values_;
};

/// An inner node of a tree, as QuickScorer wants it.
struct TreeSplit {
  float threshold;
  std::uint32_t feature;
  std::uint32_t kept;  ///< the leaves that are left of the tree when the value is above the threshold
};

/// Boosted regression trees that eval/extraction/train.py learned: the sum of their leaves is the log odds.
/// Immutable; any number of threads may ask one.
///
/// Trees are not walked: a bit for each leaf stands for "may still be reached", every split strikes out the
/// leaves on the side not taken, for all rows of a batch at once, and the lowest bit left is the leaf
/// (QuickScorer; Lucchese et al., SIGIR 2015). No step waits for another, and nothing is mispredicted.
class TreeModel {
 public:
  /// A node as train.py writes it. Values go left when they are not above the threshold.
  struct StoredNode {
    float threshold;    ///< of an inner node; a leaf's score
    std::int16_t left;  ///< index in the model; of a leaf: -1
    std::int16_t right;
    std::uint16_t feature;
    std::uint16_t unused;
  };
  static_assert(sizeof(StoredNode) == 12);

  /// Trees of at most 32 leaves. The spans have to outlive the model.
  TreeModel(std::span<const std::uint16_t> roots, std::span<const StoredNode> nodes);

  /// `batch` has to have all features that the trees ask for: nothing checks it here, a test does for the
  /// models below.
  std::array<float, kLanes> scores(const FeatureBatch& batch) const noexcept;

  /// The trees as stored, for those who want to see a row's way through them.
  std::span<const std::uint16_t> roots() const noexcept { return roots_; }
  std::span<const StoredNode> nodes() const noexcept { return nodes_; }

 private:
  struct Tree {
    std::uint32_t first_split = 0;
    std::uint32_t first_leaf = 0;
  };

  void add(std::span<const StoredNode> stored, std::size_t node);

  std::span<const std::uint16_t> roots_;
  std::span<const StoredNode> nodes_;
  std::vector<Tree> trees_;  // and one past the last
  std::vector<TreeSplit> splits_;
  std::vector<float> leaves_;  // of each tree from left to right
};

/// What a model's log odds mean, 0 to 1.
float probability(float log_odds) noexcept;

/// The models, compiled in from weights/*.bin: which blocks look like body by themselves, which are when
/// their neighbours are known, and which pages have no article.
const TreeModel& block_model();
const TreeModel& context_model();
const TreeModel& page_model();

}  // namespace kabar::extract
