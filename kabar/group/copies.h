#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "kabar/group/live_window.h"
#include "kabar/group/piece_queue.h"

namespace kabar::group {

/// How much two texts have in common, estimated from their sketches (smallest hashes of word runs): both are
/// read up to the smaller of their greatest values, where each is a complete sample. Nought where either is
/// empty or the common sample is too small to tell.
struct Overlap {
  float of_smaller = 0;  ///< share of the smaller text that stands in the other too
  float of_both = 0;     ///< share of the two texts together that stands in both (Jaccard)
  float sample = 0;      ///< hashes that the estimate rests on: those of the smaller text

  /// Whether one is a copy of the other: from two fifths of the smaller text on, and more where the sample is
  /// so small that chance would do it.
  bool is_copy() const noexcept;
};
Overlap overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) noexcept;

/// Finds the earlier texts that a text (nearly) repeats, by the hashes that their sketches share. A hash that
/// many texts have (a boilerplate line) leads to the newest of them only.
class CopyIndex {
 public:
  explicit CopyIndex(const LiveWindow& window) : window_(window) {}

  /// In the order of slots.
  void insert(Slot slot);
  /// Gives up what the window has given up.
  void forget();

  /// The article that `sketch` repeats; of several the one that it has most in common with, the earliest of
  /// equals. So a text put together from two goes with the one that gave it more.
  std::optional<Slot> find(std::span<const std::uint32_t> sketch) const;

 private:
  static constexpr std::size_t kIndexed = kExactHashes;  ///< of a text, which lead to it

  /// What tells a hash of a text from most others in its bucket, and the newest earlier one there. Six bytes.
  struct [[gnu::packed]] Link {
    std::uint16_t tag = 0;
    std::uint32_t back = 0;  ///< how many links before this one; nought for none
  };

  static std::uint32_t mixed(std::uint32_t hash) noexcept { return hash * 0x9E37'79B9U; }
  static std::uint16_t tag_of(std::uint32_t hash) noexcept { return static_cast<std::uint16_t>(hash); }
  std::size_t bucket_of(std::uint32_t hash) const noexcept {
    return static_cast<std::size_t>((std::uint64_t{mixed(hash)} * newest_.size()) >> 32U);
  }
  /// Whose link it is, by its place among all that ever were.
  Slot slot_of(std::uint64_t link) const;
  void link(std::uint64_t link, std::uint32_t hash);
  void grow();
  /// How many links before the end of all the newest of a bucket is; nought for none.
  std::uint32_t way_to_newest(std::uint32_t hash) const;
  void find_texts(std::uint32_t hash, std::vector<Slot>& out) const;

  const LiveWindow& window_;
  Slot first_ = 0;
  std::deque<std::uint64_t> begins_;  ///< of the texts' links, by slot - first_
  std::uint64_t first_link_ = 0;
  PieceQueue<Link> links_;  ///< by their place - first_link_
  /// By bucket, the last bits of one more than the place of the newest link; nought for none.
  std::vector<std::uint32_t> newest_ = std::vector<std::uint32_t>(1'000);
};

}  // namespace kabar::group
