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
constexpr std::uint32_t kBuckets = 4'096, kBucketShift = 20;

/// Level n is a share of 2^(-n/3).
float share_of(std::uint32_t level) noexcept {
  return std::exp2(-static_cast<float>(level) / 3.0F);
}

}  // namespace

Background::Background(std::string_view lang) noexcept {
  const auto hit =
      std::find_if(kCounts.begin(), kCounts.end(), [&](const auto& of) { return of.lang == lang; });
  if (hit != kCounts.end()) {
    terms_ = hit->terms.data();
    articles_ = std::min(hit->documents, kMostArticles);
    std::uint32_t next = 0;
    for (std::uint64_t bucket = 0; bucket <= kBuckets; ++bucket) {
      while (next < hit->terms.size() && hit->terms[next] < bucket << kBucketShift) ++next;
      starts_.push_back(next);
    }
  }
  for (std::uint32_t level = 0; level < kNoLevel; ++level)
    counts_[level] = static_cast<std::uint32_t>(std::lround(share_of(level) * static_cast<float>(articles_)));
  for (std::size_t level = 0; level < counts_.size(); ++level)
    rarities_[level] =
        std::log(static_cast<float>(articles_ + 2) / (static_cast<float>(counts_[level]) + 0.5F));
}

std::uint32_t Background::level_of(TermId term) const noexcept {
  if (terms_ == nullptr) return kNoLevel;
  const auto key = static_cast<std::uint32_t>(raw(term)) & ~kLevelMask;
  const auto bucket = key >> kBucketShift;
  for (auto i = starts_[bucket]; i < starts_[bucket + 1]; ++i)
    if ((terms_[i] & ~kLevelMask) == key) return terms_[i] & kLevelMask;
  return kNoLevel;
}

std::uint32_t Background::count(TermId term) const noexcept {
  return counts_[level_of(term)];
}

float Background::rarity(TermId term) const noexcept {
  return rarities_[level_of(term)];
}

}  // namespace kabar::group
