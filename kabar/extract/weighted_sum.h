#pragma once

#include <span>

namespace kabar::extract {

/// The simplest of learned models: a weight for each feature, of whose size the logarithm counts. Where there
/// are few pages to learn from it does better on other sites than trees do.
class WeightedSum {
 public:
  /// The bias and a weight for each feature; they have to outlive the model.
  explicit WeightedSum(std::span<const float> weights) : weights_(weights) {}

  /// Log odds.
  float score(std::span<const float> features) const noexcept;

 private:
  std::span<const float> weights_;
};

/// Which pages have no article, compiled in from weights/page_sum.bin; goes with page_model().
const WeightedSum& page_sum();

}  // namespace kabar::extract
