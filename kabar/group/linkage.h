#pragma once

#include <algorithm>
#include <cstddef>

namespace kabar::group {

/// How like each other two clusters of articles are: the sum of the links between them, divided by what each
/// of the two counts. What has other company needs more: `alone` of that is taken whatever else the two are
/// linked to, the rest as far as what lies between them is all the company of the one that has less.
struct Linkage {
  float (*counted)(std::size_t articles);
  float alone;

  /// `company`: the strong links of each that lead out of it, summed.
  float likeness(float links, float weight_a, float weight_b, float company_a, float company_b) const {
    const float mean = links / (weight_a * weight_b);
    const float company = std::min(company_a, company_b);
    return company > links ? mean * (alone + (1.0F - alone) * links / company) : mean;
  }
};

/// From so much on they are one cluster within a language, or one story across languages.
constexpr float kTogether = 0.26F, kTogetherAbroad = 0.35F;
/// And an article that is left alone by then joins what it is most like.
constexpr float kTogetherAlone = 0.14F;
/// A link within a language that counts as company, and leads to a cluster worth a look.
constexpr float kStrong = 0.1F;

constexpr float company_of(float link) {
  return link >= kStrong ? link : 0.0F;
}

/// Links between languages from so much on count across languages.
constexpr float kLeastAbroad = 0.3F;

/// What a cluster of so many articles counts within a language: a little more than each of them once, so that
/// two clusters need more than two articles do; but of a large one not each has a link to all that are like
/// it.
float counted(std::size_t articles);
/// And across languages, where even two of a few articles seldom have all the links that they could have.
float counted_abroad(std::size_t articles);

constexpr Linkage kAtHome{counted, 0.42F}, kAbroad{counted_abroad, 1.0F};

}  // namespace kabar::group
