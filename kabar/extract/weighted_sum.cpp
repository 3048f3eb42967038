#include "kabar/extract/weighted_sum.h"

#include <cmath>
#include <cstddef>

#include "kabar/base/assert.h"
#include "kabar/extract/page_kind.h"

// Compiled in as it is: the bias and the weights, little-endian.
__asm__(
    ".section .rodata\n.balign 16\n"
    "kabar_page_sum_weights:\n.incbin \"" KABAR_WEIGHTS_DIR "/page_sum.bin\"\n.balign 16\n.previous\n");

extern "C" {
extern const float kabar_page_sum_weights[];
}

namespace kabar::extract {

float WeightedSum::score(std::span<const float> features) const noexcept {
  KABAR_ASSERT(features.size() + 1 == weights_.size());
  float sum = weights_[0];
  for (std::size_t i = 0; i < features.size(); ++i)
    sum += weights_[i + 1] * std::copysign(std::log1p(std::abs(features[i])), features[i]);
  return sum;
}

const WeightedSum& page_sum() {
  static const WeightedSum model{std::span(kabar_page_sum_weights, kPageFeatures + 1)};
  return model;
}

}  // namespace kabar::extract
