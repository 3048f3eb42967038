#pragma once

#include "kabar/model/analysis.h"

#include <vector>

namespace kabar::understand {

/// How alike two headlines are worded, word by word and in what order. Shares from 0 to 1; of those that
/// differ by direction the smaller comes first. Nought for texts without words.
struct WordOrder {
  float shared = 0, shared_more = 0;      ///< of the words of each, those that the other has, too
  float pairs = 0;                        ///< of all pairs of neighbours, those in both (Dice's coefficient)
  float sequence = 0, sequence_more = 0;  ///< longest common subsequence
  bool first = false, last = false;       ///< whether the first and the last word are the same
};

/// Symmetric, pure. The cost is the product of the lengths.
WordOrder compare_order(const std::vector<TermId>& a, const std::vector<TermId>& b);

}  // namespace kabar::understand
