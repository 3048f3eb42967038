#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "kabar/group/piece_queue.h"
#include "kabar/group/postings.h"
#include "kabar/model/story.h"

namespace kabar::group {

class LiveWindow;

/// One end of a link: the other article, and how probably both tell one story, in 65,535ths. Six bytes, as
/// there are many.
struct [[gnu::packed]] KeptLink {
  Slot other;
  std::uint16_t strength;

  float probability() const noexcept { return static_cast<float>(strength) / 65'535.0F; }
};

/// Which live articles may tell one story, as it was judged when the later of the two came,
/// or lately where few are live. Both ends know of it.
class LinkGraph {
 public:
  /// Slots must grow; `links` lead to earlier live ones, each once.
  void insert(Slot slot, std::vector<KeptLink> links);
  /// Another judgement on two live articles; a strength of nought takes their link away. Whether that changed
  /// anything: one that is hardly another does not.
  bool set(Slot a, Slot b, std::uint16_t strength);
  void forget(Slot slot);  ///< it left the window
  void trim(Slot begin);   ///< all before it have left
  /// In the order of slots.
  std::span<const KeptLink> of(Slot slot) const { return links_[slot - first_]; }

 private:
  bool set_end(Slot from, Slot to, std::uint16_t strength);

  Slot first_ = 0;
  PieceQueue<std::vector<KeptLink>> links_;
};

/// What an article is linked to in its own language and in others.
struct LinksOf {
  std::vector<KeptLink> home, abroad;
};

/// Those of an article in that language that Placement::links told of, as far as the others are live.
LinksOf known_links(const LiveWindow& window, const std::vector<ArticleLink>& links, std::uint32_t lang);

/// All links: within a language, and between languages.
struct Links {
  LinkGraph home, abroad;

  void insert(Slot slot, LinksOf links) {
    home.insert(slot, std::move(links.home));
    abroad.insert(slot, std::move(links.abroad));
  }
  void forget(Slot slot) {
    home.forget(slot);
    abroad.forget(slot);
  }
  void trim(Slot begin) {
    home.trim(begin);
    abroad.trim(begin);
  }
};

}  // namespace kabar::group
