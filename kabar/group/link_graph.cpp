#include "kabar/group/link_graph.h"

#include <algorithm>
#include <cstdlib>

#include "kabar/group/live_window.h"

namespace kabar::group {
namespace {

constexpr int kNotable = 65'535 / 20;

}  // namespace

void LinkGraph::insert(Slot slot, std::vector<KeptLink> links) {
  if (links_.empty()) first_ = slot;
  while (first_ + links_.size() <= slot) links_.push_back({});  // for those, too, that left as they came
  std::sort(links.begin(), links.end(), [](const auto& a, const auto& b) { return a.other < b.other; });
  for (const auto& link : links) {
    auto& back = links_[link.other - first_];
    // Doubling would leave a third of all this empty.
    if (back.size() == back.capacity()) back.reserve(back.size() + back.size() / 4 + 2);
    back.push_back({slot, link.strength});
  }
  links.shrink_to_fit();
  links_[slot - first_] = std::move(links);
}

bool LinkGraph::set_end(Slot from, Slot to, std::uint16_t strength) {
  auto& links = links_[from - first_];
  const auto place = std::lower_bound(links.begin(), links.end(), to,
                                      [](const auto& link, Slot sought) { return link.other < sought; });
  const bool known = place != links.end() && place->other == to;
  const int before = known ? place->strength : 0;
  if (known == (strength != 0) && std::abs(strength - before) < kNotable) return false;
  if (strength == 0)
    links.erase(place);
  else if (known)
    place->strength = strength;
  else
    links.insert(place, {to, strength});
  return true;
}

bool LinkGraph::set(Slot a, Slot b, std::uint16_t strength) {
  return set_end(a, b, strength) && set_end(b, a, strength);
}

void LinkGraph::forget(Slot slot) {
  if (slot < first_ || slot - first_ >= links_.size()) return;
  for (const auto& link : std::exchange(links_[slot - first_], {}))
    std::erase_if(links_[link.other - first_], [&](const auto& back) { return back.other == slot; });
}

void LinkGraph::trim(Slot begin) {
  for (; first_ < begin && !links_.empty(); ++first_) links_.pop_front();
}

LinksOf known_links(const LiveWindow& window, const std::vector<ArticleLink>& links, std::uint32_t lang) {
  LinksOf out;
  for (const auto& link : links)
    if (const auto slot = window.slot_of(link.other))
      (window.at(*slot).lang == lang ? out.home : out.abroad).push_back({*slot, link.strength});
  return out;
}

}  // namespace kabar::group
