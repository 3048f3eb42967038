#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/group/explainer.h"
#include "kabar/model/correction.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// A word that both have, as each of the two writes it first; across languages these may be two words that
/// have the same consonants.
struct SpelledTerm {
  std::string earlier, later;
  float weight;
};

/// Why two articles stand together, or do not.
struct PairExplanation {
  store::ArticleRow earlier, later;  ///< in the order of arrival, with blocks
  group::Explanation evidence;
  bool met = true;  ///< false: the earlier one had left the live window, so that they were never compared
  std::optional<Correction> correction;  ///< the last one that speaks of both, if any counts
  bool kept_apart = false;               ///< what it says: held together, or apart
  std::vector<SpelledTerm> words, names, numbers, places, concepts;
};

/// Weighs two articles, by what was live when the later one came and where all stand today. Changes nothing
/// and needs no running kabar. kNotFound, kInvalidInput for one and the same article or one in no story.
Result<PairExplanation> explain_pair(const store::Reader& reader, const std::string& a, const std::string& b,
                                     const group::GroupOptions& options);

}  // namespace kabar::pipeline
