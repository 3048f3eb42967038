#include "kabar/group/link_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "kabar/base/regression_tree.h"

namespace kabar::group {
namespace {

// clang-format off
#include "kabar/group/link_weights.inc"
// clang-format on

/// What the neighbours of two articles have in common.
struct Common {
  float sum = 0;       ///< the lesser link to each, summed
  float best = 0;      ///< the greatest of these
  float products = 0;  ///< both links to each multiplied, summed
};

Common common_of(std::span<const KeptLink> a, std::span<const KeptLink> b) {
  Common out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].other == b[j].other) {
      const float x = a[i].probability(), y = b[j].probability();
      out.sum += std::min(x, y);
      out.best = std::max(out.best, std::min(x, y));
      out.products += x * y;
    }
    const bool step_a = a[i].other <= b[j].other, step_b = b[j].other <= a[i].other;
    if (step_a) ++i;
    if (step_b) ++j;
  }
  return out;
}

/// One for the best link of the article, a half for the second.
float standing(float probability, std::span<const KeptLink> links) {
  const auto better = std::count_if(links.begin(), links.end(),
                                    [&](const auto& link) { return link.probability() > probability; });
  return 1.0F / (1.0F + static_cast<float>(better));
}

float logit(float probability) {
  return std::log(std::max(probability, 1e-3F) / (1.0F - std::min(probability, 0.999F)));
}

float bounded(float x) {
  return x / (1.0F + x);
}

}  // namespace

LinkSummary::LinkSummary(std::span<const KeptLink> all) : links(all) {
  for (const auto& link : all) {
    const float probability = link.probability();
    sum += probability;
    next = std::max(next, std::min(best, probability));
    best = std::max(best, probability);
  }
}

LinkFeatures link_features(float probability, const LinkSummary& a, const LinkSummary& b) noexcept {
  const float other_a = probability < a.best ? a.best : a.next;
  const float other_b = probability < b.best ? b.best : b.next;
  const float standing_a = standing(probability, a.links), standing_b = standing(probability, b.links);
  const auto common = common_of(a.links, b.links);
  const float rest_a = std::max(0.0F, a.sum - probability), rest_b = std::max(0.0F, b.sum - probability);
  const float all = std::max(0.0F, rest_a + rest_b - common.sum);
  const float share_a = common.products / (rest_a + 0.05F), share_b = common.products / (rest_b + 0.05F);
  return {logit(probability),
          std::min(other_a, other_b),
          std::max(other_a, other_b),
          probability - std::max(other_a, other_b),
          probability - std::min(other_a, other_b),
          std::max(standing_a, standing_b),
          std::min(standing_a, standing_b),
          common.sum / (all + 0.1F),
          std::min(common.sum, 3.0F),
          common.sum / (std::max(probability, 0.05F) + common.sum + 0.01F),
          bounded(all),
          bounded(std::min(rest_a, rest_b)),
          bounded(std::max(rest_a, rest_b)),
          common.best,
          std::min(share_a, share_b),
          std::max(share_a, share_b),
          common.products / (0.05F + std::sqrt((rest_a + 0.01F) * (rest_b + 0.01F)))};
}

float same_story_among(const LinkFeatures& features) noexcept {
  return 1.0F / (1.0F + std::exp(-(kBase + sum_of_trees(kNodes, kRoots, features))));
}

}  // namespace kabar::group
