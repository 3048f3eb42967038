#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kabar {

/// Where a server of embeddings places a text: a direction of length kEmbeddingLength, in as many numbers as
/// its model has; empty where nothing is known. Only those of one model can be compared.
using Embedding = std::vector<std::int16_t>;
constexpr float kEmbeddingLength = 16'384.0F;
constexpr std::size_t kMostDimensions = 1'024;  ///< longer ones are folded

}  // namespace kabar
