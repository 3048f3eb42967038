#include "kabar/group/linkage.h"

#include <cmath>

namespace kabar::group {

float counted(std::size_t articles) {
  constexpr float kFull = 4.0F, kUpTo = 1.12F, kBeyond = 0.6F;
  const auto n = static_cast<float>(articles);
  return n <= kFull ? std::pow(n, kUpTo) : std::pow(kFull, kUpTo) * std::pow(n / kFull, kBeyond);
}

float counted_abroad(std::size_t articles) {
  return std::sqrt(static_cast<float>(articles));
}

}  // namespace kabar::group
