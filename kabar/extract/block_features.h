#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kabar/extract/page_evidence.h"

namespace kabar::extract {

/// Numbers of one block that the first model looks at, and those that the second adds once the first has
/// scored all blocks. The order is the models' own: a change needs eval/extraction/train.py.
inline constexpr std::size_t kOwnFeatures = 138;
inline constexpr std::size_t kContextFeatures = 53;
inline constexpr std::size_t kAllFeatures = kOwnFeatures + kContextFeatures;

/// Writes the first kOwnFeatures of block i.
void own_features(const PageEvidence& page, std::size_t i, std::span<float> out);

/// What the scores of the whole page say about each block; made once a page.
class ScoreContext {
 public:
  ScoreContext(const PageEvidence& page, std::span<const float> scores);

  /// Writes kContextFeatures of block i.
  void features(std::size_t i, std::span<float> out) const;

 private:
  /// How many strong blocks hold a word, and the last of them.
  struct Holders {
    std::uint32_t blocks = 0;
    std::uint32_t last = 0;
  };

  float share_of_strong_words(std::size_t i) const;

  const PageEvidence& page_;
  std::span<const float> scores_;
  std::vector<Holders> strong_words_;  // by hash
  std::vector<float> gap_before_;      // weight since the last strong block
  std::vector<float> gap_after_;
  markup::NodeIndex half_ = 0;  // holders of shares of the score
  markup::NodeIndex most_ = 0;
  markup::NodeIndex nearly_all_ = 0;
  std::size_t first_strong_ = 0;
  std::size_t last_strong_ = 0;
};

}  // namespace kabar::extract
