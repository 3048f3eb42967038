#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabar::serve {

/// A run of words that two texts share, or that only one has.
struct DiffRun {
  enum class Kind : std::uint8_t { kSame, kRemoved, kAdded, kLeftOut };
  Kind kind;
  std::string text;  ///< words with single blanks; empty for kLeftOut, which stands for a long same run

  friend bool operator==(const DiffRun&, const DiffRun&) = default;
};

/// What changed from `before` to `after`, word by word (longest common subsequence). Two bytes
/// for each pair of words of the changed middles, 8 MB at most: beyond that the middle counts as replaced.
/// Pure.
std::vector<DiffRun> word_diff(std::string_view before, std::string_view after);

/// The same with same runs longer than twice `context` cut to that many words at each end.
std::vector<DiffRun> with_context(std::vector<DiffRun> runs, std::size_t context);

}  // namespace kabar::serve
