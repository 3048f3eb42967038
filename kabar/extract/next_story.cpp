#include "kabar/extract/next_story.h"

#include <algorithm>

#include "kabar/extract/class_hints.h"
#include "kabar/extract/edge_lines.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// The nearest <article> around an element; 0 for none.
NodeIndex article_of(const markup::HtmlTree& tree, NodeIndex element) {
  while (element != 0 && tree[element].tag != Tag::kArticle) element = tree[element].parent;
  return element;
}

// The heading that an element stands in; itself where there is none.
NodeIndex heading_of(const markup::HtmlTree& tree, NodeIndex element) {
  NodeIndex i = element;
  while (i != 0 && markup::heading_level(tree[i].tag) == 0) i = tree[i].parent;
  return i == 0 ? element : i;
}

bool look_alike(const markup::HtmlTree& tree, NodeIndex a, NodeIndex b) {
  return tree[a].tag == tree[b].tag && tree.attribute(a, "class") == tree.attribute(b, "class");
}

// Whether a date or byline stands near the heading: a chapter has none.
bool is_dated(const PageText& page, std::size_t heading, NodeIndex end) {
  constexpr std::size_t kNear = 6;  // blocks
  const std::size_t last = std::min(page.blocks.size(), heading + kNear);
  for (std::size_t i = heading + 1; i < last && page.blocks[i].first < end; ++i) {
    const TextBlock& block = page.blocks[i];
    const bool marked = (block.near_hints & (kAuthorHint | kMetaHint)) != 0 || (block.inside & kInTime) != 0;
    if ((marked && block.stats.weight < 100) || is_date_line(page.text_of(block))) return true;
  }
  return false;
}

bool has_text(const PageText& page, std::size_t from, std::size_t to) {
  constexpr std::uint32_t kEnough = 300;
  std::uint32_t weight = 0;
  for (std::size_t i = from; i < to; ++i)
    weight += page.blocks[i].stats.ends_with_stop ? page.blocks[i].stats.weight : 0;
  return weight >= kEnough;
}

}  // namespace

std::size_t next_story(const markup::HtmlTree& tree, const PageText& page, NodeIndex headline) {
  const std::size_t count = page.blocks.size();
  const NodeIndex article = article_of(tree, headline);
  if (article == 0) return count;
  const std::size_t first = page.blocks_before[headline];
  for (std::size_t i = page.blocks_before[tree[article].end]; i < count; ++i) {
    const TextBlock& block = page.blocks[i];
    if (block.heading == 0 || !look_alike(tree, headline, heading_of(tree, block.element))) continue;
    const NodeIndex other = article_of(tree, block.element);
    if (other < tree[article].end || !is_dated(page, i, tree[other].end)) continue;
    return has_text(page, first, i) ? i : count;
  }
  return count;
}

}  // namespace kabar::extract
