#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kabar::cli {

/// A feature and its value; a row holds each feature once.
struct Feature {
  std::uint32_t id;
  float value;
};
using Row = std::vector<Feature>;

/// Linear support vector machines, one against the rest, by dual coordinate descent (Hsieh et al. 2008).
/// Small and deterministic: made to measure with, as what is learned here is thrown away afterwards.
class LinearModel {
 public:
  /// `labels` are numbers from nought below `classes`; feature ids below `features`.
  LinearModel(std::span<const Row> rows, std::span<const std::size_t> labels, std::size_t classes,
              std::size_t features, float cost);

  std::size_t best(const Row& row) const;

 private:
  void learn(std::span<const Row> rows, std::span<const std::size_t> labels, std::size_t which, float cost);

  std::vector<std::vector<float>> weights_;  ///< by class
};

}  // namespace kabar::cli
