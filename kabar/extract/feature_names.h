#pragma once

#include <cstddef>
#include <string_view>

#include "kabar/extract/block_features.h"

namespace kabar::extract {

/// What a feature is, for people: "share of text in links". Below kAllFeatures; in the order of
/// own_features() and ScoreContext::features().
std::string_view feature_name(std::size_t feature) noexcept;

}  // namespace kabar::extract
