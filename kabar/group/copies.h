#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "kabar/group/live_window.h"

namespace kabar::group {

/// The share of the smaller text that stands in the other too, estimated from two sketches (smallest hashes
/// of word runs): both are read up to the smaller of their greatest values, where each is a complete sample.
/// Nought where either is empty or the common sample is too small to tell.
float containment(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) noexcept;

/// From this share on two texts are called copies of each other.
constexpr float kCopyShare = 0.5F;

/// Finds the earlier texts that a text (nearly) repeats, by the hashes that their sketches share. A hash that
/// many texts have (a boilerplate line) leads to the newest of them only.
class CopyIndex {
 public:
  explicit CopyIndex(const LiveWindow& window) : window_(window) {}

  void insert(Slot slot);
  void forget(Slot slot, std::span<const std::uint32_t> sketch);

  /// The earliest article that `sketch` repeats.
  std::optional<Slot> find(std::span<const std::uint32_t> sketch) const;

 private:
  const LiveWindow& window_;
  std::unordered_map<std::uint32_t, std::vector<Slot>> by_hash_;
};

}  // namespace kabar::group
