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

/// As much of a hash as all that are kept have.
std::uint32_t rounded(std::uint32_t hash) {
  return hash >> kSketchLost;
}

std::size_t below(std::span<const std::uint32_t> sketch, std::uint32_t limit) {
  const auto after = std::upper_bound(sketch.begin(), sketch.end(), limit,
                                      [](auto most, auto hash) { return rounded(most) < rounded(hash); });
  return static_cast<std::size_t>(after - sketch.begin());
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
    const auto x = rounded(a[i]), y = rounded(b[j]);
    if (x == y) ++shared;
    const bool step_a = x <= y, step_b = y <= x;
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
  const auto hashes = std::span(sketch).first(std::min(kIndexed, sketch.size()));
  for (const auto hash : hashes) links_.push_back({tag_of(hash), 0});
  if (2 * links_.size() > 5 * newest_.size()) {
    grow();
    return;
  }
  auto at = end;
  for (const auto hash : hashes) link(at++, hash);
}

void CopyIndex::link(std::uint64_t at, std::uint32_t hash) {
  auto& link = links_[at - first_link_];
  auto& newest = newest_[bucket_of(hash)];
  // The difference of the last bits is right as long as fewer than 2^32 links are there.
  link.back = newest == 0 ? 0 : static_cast<std::uint32_t>(at + 1) - newest;
  newest = static_cast<std::uint32_t>(at + 1);
}

void CopyIndex::grow() {
  newest_ = {};
  newest_.resize(links_.size() / 2);
  for (std::size_t text = 0; text < begins_.size(); ++text) {
    const auto slot = first_ + static_cast<Slot>(text);
    if (!window_.is_live(slot)) continue;  // nobody is led there any more
    const auto sketch = window_.at(slot).terms.sketch();
    auto at = begins_[text];
    for (const auto hash : std::span(sketch).first(std::min(kIndexed, sketch.size()))) link(at++, hash);
  }
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

std::uint32_t CopyIndex::way_to_newest(std::uint32_t hash) const {
  const auto newest = newest_[bucket_of(hash)];
  return newest == 0 ? 0 : static_cast<std::uint32_t>(first_link_ + links_.size() + 1) - newest;
}

void CopyIndex::find_texts(std::uint32_t hash, std::vector<Slot>& out) const {
  std::uint64_t back = way_to_newest(hash);
  std::size_t met = 0;
  for (auto at = first_link_ + links_.size(); back != 0 && at - first_link_ >= back && met < kNewest;) {
    at -= back;
    const auto& link = links_[at - first_link_];
    back = link.back;
    if (link.tag != tag_of(hash)) continue;
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
  for (const auto hash : read)
    if (const auto way = way_to_newest(hash); way != 0 && way <= links_.size())
      __builtin_prefetch(&links_[links_.size() - way]);
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
