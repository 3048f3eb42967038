#include "kabar/extract/paywall.h"

#include <algorithm>

#include "kabar/extract/page_evidence.h"
#include "kabar/extract/paywall_words.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

constexpr std::uint32_t kWholeText = 2000;  // characters that no teaser has
constexpr std::uint32_t kShortText = 1500;  // with a barrier that only calls itself one
constexpr NodeIndex kBehind = 200;          // nodes between the text and the barrier
constexpr std::uint32_t kMostOffer = 700;   // characters
constexpr std::uint32_t kBarrierText = 30;  // characters

bool is_barrier(const markup::HtmlTree& tree, NodeIndex i) {
  return names_barrier(tree.attribute(i, "class")) || names_barrier(tree.attribute(i, "id"));
}

// Characters that a reader sees in an element.
std::uint32_t shown_weight(const markup::HtmlTree& tree, const PageText& page, NodeIndex element) {
  std::uint32_t weight = 0;
  for (std::uint32_t i = page.blocks_before[element]; i < page.blocks_before[tree[element].end]; ++i) {
    if ((page.blocks[i].inside & kInHidden) == 0) weight += page.blocks[i].stats.weight;
  }
  return weight;
}

bool barrier_follows(const markup::HtmlTree& tree, const PageText& page, NodeIndex text) {
  const auto end = std::min(static_cast<NodeIndex>(tree.nodes().size()), text + kBehind);
  for (NodeIndex i = text + 1; i < end; ++i) {
    if (tree[i].tag == Tag::kText || tree[i].attribute_count == 0) continue;
    if (is_barrier(tree, i) && shown_weight(tree, page, i) >= kBarrierText) return true;
  }
  return false;
}

// Whether one of the next lines that a reader sees says that there is more to buy.
bool notice_follows(const PageText& page, std::size_t behind) {
  constexpr int kLines = 6;
  constexpr std::uint32_t kElsewhere = kInNav | kInFooter | kInHidden | kInUnseen;
  const NodeIndex end = page.blocks[behind - 1].last + kBehind;
  int lines = 0;
  for (std::size_t i = behind; i < page.blocks.size() && page.blocks[i].first < end && lines < kLines; ++i) {
    if ((page.blocks[i].inside & kElsewhere) != 0) continue;
    if (says_barrier(page.text_of(page.blocks[i]))) return true;
    ++lines;
  }
  return false;
}

std::size_t last_kept(const Body& body) {
  const auto hit = std::find(body.verdicts.rbegin(), body.verdicts.rend(), Verdict::kKept);
  return static_cast<std::size_t>(body.verdicts.rend() - hit);  // one past it
}

// "Subscribe", "Log in": a line that is a link or a button.
bool invites(const TextBlock& block) {
  constexpr std::uint32_t kMost = 40;  // characters
  return block.stats.weight <= kMost && (link_share(block) > 0.9F || (block.inside & kInButton) != 0);
}

// Whether an element is an offer to read on: it calls itself a paywall, or begins with a heading on a page
// that says it is not free, and it has a link to take the offer.
bool is_offer(const markup::HtmlTree& tree, const PageText& page, NodeIndex element, bool paywalled) {
  const auto first = page.blocks.begin() + page.blocks_before[element];
  const auto end = page.blocks.begin() + page.blocks_before[tree[element].end];
  if (end - first < 2 || std::none_of(first, end, invites)) return false;
  return is_barrier(tree, element) || (paywalled && first->heading != 0);
}

// Whether the kept blocks of a range are most of the body: then the class names what is sold.
bool holds_most_of_text(const PageText& page, const Body& body, std::size_t from, std::size_t to) {
  std::uint32_t before = 0;
  std::uint32_t within = 0;
  for (std::size_t i = 0; i < to; ++i) {
    if (body.verdicts[i] == Verdict::kKept) (i < from ? before : within) += page.blocks[i].stats.weight;
  }
  return within > before;
}

}  // namespace

void drop_offer_to_read_on(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                           Body& body) {
  constexpr int kLevels = 4;
  const std::size_t behind = last_kept(body);
  if (behind == 0) return;
  NodeIndex element = page.blocks[behind - 1].element;
  for (int level = 0; level < kLevels && tree[element].tag != Tag::kBody;
       ++level, element = tree[element].parent) {
    const std::uint32_t weight = shown_weight(tree, page, element);
    if (weight > kMostOffer) return;
    if (weight < kBarrierText || !is_offer(tree, page, element, metadata.paywalled)) continue;
    if (holds_most_of_text(page, body, page.blocks_before[element], behind)) return;
    for (std::uint32_t i = page.blocks_before[element]; i < behind; ++i) {
      if (body.verdicts[i] == Verdict::kKept) body.verdicts[i] = Verdict::kBox;
    }
    return;
  }
}

bool is_cut_by_paywall(const markup::HtmlTree& tree, const PageText& page, const Body& body,
                       const Metadata& metadata) {
  const std::size_t behind = last_kept(body);
  if (behind == 0) return false;
  std::uint32_t weight = 0;
  for (std::size_t i = 0; i < behind; ++i) {
    if (body.verdicts[i] == Verdict::kKept) weight += page.blocks[i].stats.weight;
  }
  if (weight >= kWholeText) return false;
  return metadata.paywalled ||
         (weight < kShortText &&
          (barrier_follows(tree, page, page.blocks[behind - 1].last) || notice_follows(page, behind)));
}

}  // namespace kabar::extract
