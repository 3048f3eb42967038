#include "kabar/cli/linear_model.h"

#include <algorithm>
#include <cmath>

namespace kabar::cli {
namespace {

constexpr int kRounds = 40;

float dot(const std::vector<float>& weights, const Row& row) {
  float sum = 0;
  for (const auto& feature : row) sum += weights[feature.id] * feature.value;
  return sum;
}

/// Numbers below `n` in an order that is always the same.
std::vector<std::size_t> shuffled(std::size_t n) {
  std::vector<std::size_t> out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = i;
  std::uint64_t state = 88172645463325252ULL;  // xorshift64
  for (std::size_t i = n; i > 1; --i) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    std::swap(out[i - 1], out[state % i]);
  }
  return out;
}

}  // namespace

LinearModel::LinearModel(std::span<const Row> rows, std::span<const std::size_t> labels, std::size_t classes,
                         std::size_t features, float cost)
    : weights_(classes, std::vector<float>(features)) {
  for (std::size_t i = 0; i < classes; ++i) learn(rows, labels, i, cost);
}

void LinearModel::learn(std::span<const Row> rows, std::span<const std::size_t> labels, std::size_t which,
                        float cost) {
  // Squared hinge loss: the dual variables have no upper bound, the diagonal gets 1/(2C).
  auto& weights = weights_[which];
  const float diagonal = 0.5F / cost;
  std::vector<float> alpha(rows.size()), length(rows.size(), diagonal);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& feature : rows[i]) length[i] += feature.value * feature.value;
  const auto order = shuffled(rows.size());
  for (int round = 0; round < kRounds; ++round) {
    for (const auto i : order) {
      const float sign = labels[i] == which ? 1.0F : -1.0F;
      const float gradient = sign * dot(weights, rows[i]) - 1.0F + diagonal * alpha[i];
      const float next = std::max(0.0F, alpha[i] - gradient / length[i]);
      const float step = (next - alpha[i]) * sign;
      alpha[i] = next;
      if (step == 0.0F) continue;
      for (const auto& feature : rows[i]) weights[feature.id] += step * feature.value;
    }
  }
}

std::size_t LinearModel::best(const Row& row) const {
  std::size_t out = 0;
  float most = -INFINITY;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const float score = dot(weights_[i], row);
    if (score > most) {
      most = score;
      out = i;
    }
  }
  return out;
}

}  // namespace kabar::cli
