#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kabar/group/term_numbers.h"

namespace kabar::group {

/// How rare a term is, by the level of its count: see TermCounts.
using Rarities = std::array<float, 256>;

/// In how many articles each term stands. Beside each count lies its level, one byte, so that those of all
/// terms of a comparison stay near the processor: exact below kExact, in steps of a twelfth of an octave
/// beyond.
class TermCounts {
 public:
  static constexpr std::uint32_t kExact = 64;

  TermCounts();

  /// Begins to count a term; numbers come in a row or again.
  void set(TermNumber term, std::uint32_t count);
  void add(TermNumber term, bool in);
  std::uint32_t count(TermNumber term) const noexcept { return counts_[term]; }
  const std::uint8_t* levels() const noexcept { return levels_.data(); }

  /// The logarithm of so many of all against each level's count; never below nought.
  Rarities rarities(std::uint32_t all) const noexcept;
  float rarity(TermNumber term, std::uint32_t all) const noexcept {
    return std::max(0.0F, log_of(all) - logs_[levels_[term]]);
  }
  /// That of a count that stands for no term.
  float rarity_of(std::uint32_t count, std::uint32_t all) const noexcept {
    return std::max(0.0F, log_of(all) - logs_[level_of(count)]);
  }

 private:
  static float log_of(std::uint32_t all) noexcept;
  std::uint8_t level_of(std::uint32_t count) const noexcept;

  std::vector<std::uint32_t> counts_;
  std::vector<std::uint8_t> levels_;
  std::array<std::uint32_t, 257> bounds_{};  ///< the least count of each level
  std::array<float, 256> logs_{};            ///< of the middle of each level
};

}  // namespace kabar::group
