#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kabar/extract/tree_model.h"

namespace kabar::extract {

/// What each feature added to a model's score of a row, in log odds, against the mean of some rows (Saabas'
/// method: at each branch the feature is given the change of the mean). For explanations; extraction itself
/// does not need it.
class Contributions {
 public:
  /// `rows` holds rows of `width` features, one after another: what is compared with.
  Contributions(const TreeModel& model, std::span<const float> rows, std::size_t width);

  /// One value for each feature. Their sum and mean() make the row's score.
  std::vector<float> of(std::span<const float> row) const;
  float mean() const noexcept { return mean_; }
  /// The model's log odds of a row.
  float score(std::span<const float> row) const noexcept;

 private:
  const TreeModel& model_;
  std::size_t width_;
  std::vector<float> means_;  // of each node: the mean leaf of the rows that came by
  float mean_ = 0;
};

}  // namespace kabar::extract
