#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/analysis.h"

namespace kabar::understand {

/// The spaces that terms live in; the same text in two spaces is two terms.
enum class TermSpace : std::uint8_t { kStem = 1, kGram, kName, kNumber, kKey, kPlace, kConcept };

/// The term of a text in a space: a hash cut to 32 bits, the same in every run.
TermId term_id(TermSpace space, std::string_view text) noexcept;

/// Collects terms, and gives them sorted, each once, with its count.
class TermCounter {
 public:
  void add(TermId term) { terms_.push_back(term); }
  std::vector<TermCount> counts() &&;

 private:
  std::vector<TermId> terms_;
};

/// Runs of four characters of the words, blanks between them as one character; of the first `most` runs.
std::vector<TermCount> character_grams(const std::vector<std::string>& folded_words,
                                       std::size_t most = SIZE_MAX);

}  // namespace kabar::understand
