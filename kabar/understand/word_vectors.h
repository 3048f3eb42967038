#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kabar/model/analysis.h"

namespace kabar::understand {

/// What a word means: words that mean the same, in one language or in two, point the same way. Not of length
/// one.
constexpr std::size_t kVectorSize = kMeaningSize;
using WordVector = std::array<std::int8_t, kVectorSize>;

/// The vector of a row of the WordTable. Learned by eval/topic/vectors.py from multilingual word vectors and
/// data/concepts, four bits a number, compiled in. Safe from any thread.
WordVector word_vector(std::uint32_t row) noexcept;

/// How rarely headlines have that word: the logarithm of one over the share that has it, 0.05 to 10.
float word_rarity(std::uint32_t row) noexcept;

/// The mean direction of headlines: kMeaningLength long if all pointed the same way.
WordVector mean_direction() noexcept;

}  // namespace kabar::understand
