#include "kabar/group/copies.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kabar/model/analysis.h"

namespace kabar::group {
namespace {

constexpr std::size_t kIndexed = 20;  ///< hashes of a text that lead to it
constexpr std::size_t kNewest = 32;   ///< texts read for one hash
constexpr std::size_t kLeastMet = 2;  ///< shared hashes before two texts are compared
constexpr std::size_t kLeastSample = 10;
constexpr float kCopyShare = 0.4F;

std::size_t below(std::span<const std::uint32_t> sketch, std::uint32_t limit) {
  return static_cast<std::size_t>(std::upper_bound(sketch.begin(), sketch.end(), limit) - sketch.begin());
}

/// A sketch that is not full holds all of its text's hashes.
std::uint32_t complete_up_to(std::span<const std::uint32_t> sketch) {
  return sketch.size() < kSketchSize ? std::numeric_limits<std::uint32_t>::max() : sketch.back();
}

}  // namespace

Overlap overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) noexcept {
  if (a.empty() || b.empty()) return {};
  const auto limit = std::min(complete_up_to(a), complete_up_to(b));
  a = a.first(below(a, limit));
  b = b.first(below(b, limit));
  const auto smaller = std::min(a.size(), b.size());
  if (smaller < kLeastSample) return {};
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool step_a = a[i] <= b[j], step_b = b[j] <= a[i];
    if (step_a) ++i;
    if (step_b) ++j;
  }
  const auto met = static_cast<float>(shared);
  return {met / static_cast<float>(smaller), met / static_cast<float>(a.size() + b.size() - shared),
          static_cast<float>(smaller)};
}

bool Overlap::is_copy() const noexcept {
  // By one standard error of a share of a half, the worst case.
  return sample > 0.0F && of_smaller >= kCopyShare + 0.5F / std::sqrt(sample);
}

void CopyIndex::insert(Slot slot) {
  const auto& sketch = window_.at(slot).sketch;
  for (std::size_t i = 0; i < std::min(kIndexed, sketch.size()); ++i) by_hash_[sketch[i]].push_back(slot);
}

void CopyIndex::forget(Slot slot, std::span<const std::uint32_t> sketch) {
  for (std::size_t i = 0; i < std::min(kIndexed, sketch.size()); ++i) {
    const auto hit = by_hash_.find(sketch[i]);
    if (hit == by_hash_.end()) continue;
    std::erase(hit->second, slot);
    if (hit->second.empty()) by_hash_.erase(hit);
  }
}

std::optional<Slot> CopyIndex::find(std::span<const std::uint32_t> sketch) const {
  std::vector<Slot> met;
  for (std::size_t i = 0; i < std::min(kIndexed, sketch.size()); ++i) {
    const auto hit = by_hash_.find(sketch[i]);
    if (hit == by_hash_.end()) continue;
    const auto& slots = hit->second;
    met.insert(met.end(), slots.size() > kNewest ? slots.end() - kNewest : slots.begin(), slots.end());
  }
  std::sort(met.begin(), met.end());
  std::optional<Slot> best;
  float most = 0.0F;
  for (std::size_t i = 0; i < met.size();) {
    const auto slot = met[i];
    std::size_t times = 0;
    for (; i < met.size() && met[i] == slot; ++i) ++times;
    if (times < kLeastMet) continue;
    const auto common = overlap(sketch, window_.at(slot).sketch);
    if (!common.is_copy() || common.of_both <= most) continue;
    most = common.of_both;
    best = slot;
  }
  return best;
}

}  // namespace kabar::group
