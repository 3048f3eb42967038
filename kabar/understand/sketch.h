#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// The kSketchSize smallest hashes of the runs of four words, ascending, each once: a sample of the text that
/// two texts draw in the same way (bottom-k MinHash). Empty below kLeastShingles runs. `words` are folded.
constexpr std::size_t kSketchSize = 64;
constexpr std::size_t kLeastShingles = 16;
std::vector<std::uint32_t> make_sketch(std::span<const std::uint64_t> word_hashes);

}  // namespace kabar::understand
