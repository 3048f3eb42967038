#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// Runs of words below which a text has no sketch.
constexpr std::size_t kLeastShingles = 16;

/// The kSketchSize smallest hashes of the runs of four words, ascending, each once: a sample of the text that
/// two texts draw in the same way (bottom-k MinHash). `word_hashes` are those of folded words, in order.
std::vector<std::uint32_t> make_sketch(std::span<const std::uint64_t> word_hashes);

}  // namespace kabar::understand
