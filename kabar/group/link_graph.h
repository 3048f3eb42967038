#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kabar/group/piece_queue.h"
#include "kabar/group/postings.h"

namespace kabar::group {

/// One end of a link: the other article, and how probably both tell one story, in 65,535ths. Six bytes, as
/// there are many.
struct [[gnu::packed]] KeptLink {
  Slot other;
  std::uint16_t strength;

  float probability() const noexcept { return static_cast<float>(strength) / 65'535.0F; }
};

/// Which live articles of one language may tell one story, as it was judged when the later of the two came.
/// Both ends know of it, so that nothing has to be compared again.
class LinkGraph {
 public:
  /// Slots must grow; `links` lead to earlier live ones, each once.
  void insert(Slot slot, std::vector<KeptLink> links);
  void forget(Slot slot);  ///< it left the window
  void trim(Slot begin);   ///< all before it have left
  /// In the order of slots.
  std::span<const KeptLink> of(Slot slot) const { return links_[slot - first_]; }

 private:
  Slot first_ = 0;
  PieceQueue<std::vector<KeptLink>> links_;
};

}  // namespace kabar::group
