#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kabar/model/analysis.h"

namespace kabar::group {

/// A meaning without what its language's headlines have in common, in sixteenths; all noughts where it is not
/// known. Whole numbers, so that many are compared at once.
struct Direction {
  std::array<std::int16_t, kMeaningSize> at{};
  float length = 0;

  friend bool operator==(const Direction&, const Direction&) = default;
};

/// Nought where one is not known.
float cosine(const Direction& a, const Direction& b) noexcept;

/// What the headlines of each language have in common. Holds whole sums, so that the order in which articles
/// came and went does not matter.
class LanguageMeans {
 public:
  void count(const Meaning& meaning, std::uint32_t lang, bool in);
  Direction centred(const Meaning& meaning, std::uint32_t lang) const;

 private:
  struct Language {
    std::array<std::int64_t, kMeaningSize> sum{};
    std::int64_t articles = 0;
    std::array<std::int16_t, kMeaningSize> mean{};  ///< in sixteenths
  };
  std::vector<Language> languages_;  ///< by the window's numbers
};

}  // namespace kabar::group
