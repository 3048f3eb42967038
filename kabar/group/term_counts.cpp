#include "kabar/group/term_counts.h"

#include <cmath>
#include <limits>

namespace kabar::group {

TermCounts::TermCounts() {
  for (std::uint32_t level = 0; level < bounds_.size(); ++level) {
    const double octaves = (static_cast<double>(level) - kExact) / 12.0;
    bounds_[level] =
        level <= kExact ? level : static_cast<std::uint32_t>(std::ceil(kExact * std::exp2(octaves)));
  }
  for (std::size_t level = 0; level < logs_.size(); ++level) {
    const auto middle =
        0.5 * (static_cast<double>(bounds_[level]) + static_cast<double>(bounds_[level + 1] - 1));
    logs_[level] = static_cast<float>(std::log(middle + 0.5));
  }
  bounds_.back() = std::numeric_limits<std::uint32_t>::max();
}

float TermCounts::log_of(std::uint32_t all) noexcept {
  return std::log(static_cast<float>(all) + 0.5F);
}

std::uint8_t TermCounts::level_of(std::uint32_t count) const noexcept {
  if (count <= kExact) return static_cast<std::uint8_t>(count);
  return static_cast<std::uint8_t>(std::upper_bound(bounds_.begin(), bounds_.end() - 1, count) -
                                   bounds_.begin() - 1);
}

void TermCounts::set(TermNumber term, std::uint32_t count) {
  if (term >= counts_.size()) {
    grow_by_a_quarter(counts_);
    grow_by_a_quarter(levels_);
    counts_.resize(term + 1);
    levels_.resize(term + 1);
  }
  counts_[term] = count;
  levels_[term] = level_of(count);
}

void TermCounts::add(TermNumber term, bool in) {
  auto& count = counts_[term];
  auto& level = levels_[term];
  count += in ? 1 : ~std::uint32_t{0};  // wraps to one less
  if (count >= bounds_[level + std::size_t{1}])
    ++level;
  else if (count < bounds_[level])
    --level;
}

Rarities TermCounts::rarities(std::uint32_t all) const noexcept {
  Rarities out;
  const float most = log_of(all);
  for (std::size_t level = 0; level < out.size(); ++level) out[level] = std::max(0.0F, most - logs_[level]);
  return out;
}

}  // namespace kabar::group
