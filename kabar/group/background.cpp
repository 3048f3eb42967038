#include "kabar/group/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace kabar::group {
namespace {

struct Counts {
  std::string_view lang;
  std::uint32_t documents;
  std::span<const std::uint32_t> terms;  ///< hash of a term, its low bits the level of its share
};

// clang-format off
#include "kabar/group/background_counts.inc"
// clang-format on

constexpr std::uint32_t kMostArticles = 2'000;  ///< a live window of its own soon outweighs them
constexpr std::uint32_t kLevelBits = 5;
constexpr std::uint32_t kLevelMask = (1U << kLevelBits) - 1;

/// Level n is a share of 2^(-n/3).
float share_of(std::uint32_t level) noexcept {
  return std::exp2(-static_cast<float>(level) / 3.0F);
}

}  // namespace

Background::Background(std::string_view lang) noexcept {
  for (const auto& counts : kCounts) {
    if (counts.lang != lang) continue;
    terms_ = counts.terms.data();
    size_ = static_cast<std::uint32_t>(counts.terms.size());
    articles_ = std::min(counts.documents, kMostArticles);
  }
}

std::uint32_t Background::count(TermId term) const noexcept {
  const std::span terms(terms_, size_);
  const auto key = static_cast<std::uint32_t>(raw(term)) & ~kLevelMask;
  const auto hit = std::lower_bound(terms.begin(), terms.end(), key);
  if (hit == terms.end() || (*hit & ~kLevelMask) != key) return 0;
  return static_cast<std::uint32_t>(std::lround(share_of(*hit & kLevelMask) * static_cast<float>(articles_)));
}

}  // namespace kabar::group
