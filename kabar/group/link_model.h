#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "kabar/group/link_graph.h"

namespace kabar::group {

/// What the links of an article say on the whole.
struct LinkSummary {
  explicit LinkSummary(std::span<const KeptLink> all);

  std::span<const KeptLink> links;
  float sum = 0;             ///< of their probabilities
  float best = 0, next = 0;  ///< the two greatest
};

constexpr std::size_t kLinkFeatures = 17;
using LinkFeatures = std::array<float, kLinkFeatures>;

/// How a link stands among the other links of its two ends: whether it is the best of each, and how far their
/// neighbours are the same. `probability` is its own. All are relative or bounded.
LinkFeatures link_features(float probability, const LinkSummary& a, const LinkSummary& b) noexcept;

/// How probably both ends tell one story, nought to one, by all that: small boosted trees, learned by
/// eval/stories/learn_links.py.
float same_story_among(const LinkFeatures& features) noexcept;

}  // namespace kabar::group
