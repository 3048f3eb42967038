#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kabar/extract/metadata.h"
#include "kabar/extract/page_evidence.h"

namespace kabar::extract {

/// Numbers of a whole page that tell an article from a listing, a shop or an empty shell. The order is the
/// model's own: a change needs eval/extraction/train.py.
inline constexpr std::size_t kPageFeatures = 70;

/// Writes them for a page whose blocks have these scores (probabilities of being body).
void page_features(const PageEvidence& page, std::span<const float> scores, const Metadata& metadata,
                   std::string_view url, std::span<float> out);

/// How likely the page has no article, 0 to 1.
float no_article_probability(const PageEvidence& page, std::span<const float> scores,
                             const Metadata& metadata, std::string_view url);

}  // namespace kabar::extract
