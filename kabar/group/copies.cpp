#include "kabar/group/copies.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kabar/model/analysis.h"

namespace kabar::group {
namespace {

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
  if (begins_.empty()) first_ = slot;
  const auto end = first_link_ + links_.size();
  while (first_ + begins_.size() <= slot) begins_.push_back(end);  // those, too, that left as they came
  const auto sketch = window_.at(slot).terms.sketch();
  for (std::size_t i = 0; i < std::min(kIndexed, sketch.size()); ++i) links_.push_back({sketch[i], 0});
  if (links_.size() > 2 * newest_.size()) {
    grow();
    return;
  }
  for (auto at = end; at < first_link_ + links_.size(); ++at) link(at);
}

void CopyIndex::link(std::uint64_t at) {
  auto& link = links_[at - first_link_];
  auto& newest = newest_[bucket_of(link.hash)];
  // The difference of the last bits is right as long as fewer than 2^32 links are there.
  link.back = newest == 0 ? 0 : static_cast<std::uint32_t>(at + 1) - newest;
  newest = static_cast<std::uint32_t>(at + 1);
}

void CopyIndex::grow() {
  newest_.assign(2 * newest_.size(), 0);
  --shift_;
  for (std::size_t i = 0; i < links_.size(); ++i) link(first_link_ + i);
}

void CopyIndex::forget() {
  for (; !begins_.empty() && first_ < window_.begin(); ++first_) begins_.pop_front();
  const auto end = begins_.empty() ? first_link_ + links_.size() : begins_.front();
  for (; first_link_ < end; ++first_link_) links_.pop_front();
}

Slot CopyIndex::slot_of(std::uint64_t link) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), link);
  return first_ + static_cast<Slot>(after - begins_.begin()) - 1;
}

void CopyIndex::find_texts(std::uint32_t hash, std::vector<Slot>& out) const {
  const auto end = first_link_ + links_.size();
  const auto newest = newest_[bucket_of(hash)];
  if (newest == 0) return;
  std::uint64_t back = static_cast<std::uint32_t>(end + 1) - newest;
  std::size_t met = 0;
  for (auto at = end; back != 0 && at - first_link_ >= back && met < kNewest;) {
    at -= back;
    const auto& link = links_[at - first_link_];
    back = link.back;
    if (link.hash != hash) continue;
    const auto slot = slot_of(at);
    if (!window_.is_live(slot)) continue;
    out.push_back(slot);
    ++met;
  }
}

std::optional<Slot> CopyIndex::find(std::span<const std::uint32_t> sketch) const {
  std::vector<Slot> met;
  const auto read = sketch.first(std::min(kIndexed, sketch.size()));
  for (const auto hash : read) __builtin_prefetch(&newest_[bucket_of(hash)]);
  for (const auto hash : read) find_texts(hash, met);
  std::sort(met.begin(), met.end());
  std::optional<Slot> best;
  float most = 0.0F;
  for (std::size_t i = 0; i < met.size();) {
    const auto slot = met[i];
    std::size_t times = 0;
    for (; i < met.size() && met[i] == slot; ++i) ++times;
    if (times < kLeastMet) continue;
    const auto common = overlap(sketch, window_.at(slot).terms.sketch());
    if (!common.is_copy() || common.of_both <= most) continue;
    most = common.of_both;
    best = slot;
  }
  return best;
}

}  // namespace kabar::group
