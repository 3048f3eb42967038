#pragma once

#include <cstddef>

namespace kabar::group {

/// Two clusters of articles are as like each other as the sum of the links between them, divided by what each
/// of the two counts; from so much on they are one cluster within a language, or one story across languages.
constexpr float kTogether = 0.28F, kTogetherAbroad = 0.35F;
/// Links between languages from so much on count across languages.
constexpr float kLeastAbroad = 0.3F;

/// What a cluster of so many articles counts within a language: a little more than each of them once, so that
/// two clusters need more than two articles do; but of a large one not each has a link to all that are like
/// it.
float counted(std::size_t articles);
/// And across languages, where even two of a few articles seldom have all the links that they could have.
float counted_abroad(std::size_t articles);

}  // namespace kabar::group
