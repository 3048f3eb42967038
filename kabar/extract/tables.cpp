#include "kabar/extract/tables.h"

#include "kabar/extract/class_hints.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::uint32_t kMostCellWeight = 100;  // characters in the mean block
constexpr std::uint32_t kMostBlocks = 3000;

// The table around a node, 0 for none; a cell is at most some elements above its text.
NodeIndex table_around(const HtmlTree& tree, NodeIndex node) {
  constexpr int kLevels = 12;
  for (int level = 0; level < kLevels && node != 0; ++level, node = tree[node].parent) {
    if (tree[node].tag == Tag::kTable) return node;
  }
  return 0;
}

class Tables {
 public:
  Tables(const HtmlTree& tree, const PageText& page, Body& body) : tree_(tree), page_(page), body_(body) {}

  void complete() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const TextBlock& block = page_.blocks[i];
      if (!is_kept(i) && body_.verdicts[i] != Verdict::kUnlikely) continue;
      if ((block.inside & kInTable) == 0 || block.element < done_) continue;
      const NodeIndex table = table_around(tree_, block.element);
      if (table == 0 || !(is_kept(i) || stands_in_text(table))) continue;
      done_ = tree_[table].end;
      if (holds_data(table)) keep_all(table);
    }
  }

 private:
  bool is_kept(std::size_t i) const { return body_.verdicts[i] == Verdict::kKept; }

  // Between two kept blocks of the same container.
  bool stands_in_text(NodeIndex table) const {
    constexpr std::uint32_t kOther = kAdHint | kRelatedHint | kOfferHint | kNavHint | kCommentHint;
    const std::uint32_t first = page_.blocks_before[table];
    const std::uint32_t next = page_.blocks_before[tree_[table].end];
    if (first == 0 || next >= page_.blocks.size() || !is_kept(first - 1) || !is_kept(next)) return false;
    const NodeIndex before = tree_[page_.blocks[first - 1].element].parent;
    const NodeIndex behind = tree_[page_.blocks[next].element].parent;
    const NodeIndex holder = tree_[table].parent;
    const bool together = before == behind && (before == holder || before == tree_[holder].parent);
    return together && (page_.blocks[first].near_hints & kOther) == 0;
  }

  // Two rows of two cells or more that hold something, and no table.
  bool has_columns(NodeIndex table) const {
    int rows = 0;
    int cells = 0;
    for (NodeIndex i = table + 1; i < tree_[table].end; ++i) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kTable || tag == Tag::kForm) return false;
      if (tag == Tag::kTr) cells = 0;
      const bool filled = is_cell(tag) && page_.blocks_before[tree_[i].end] > page_.blocks_before[i];
      if (filled && ++cells == 2) ++rows;
    }
    return rows >= 2;
  }

  bool holds_data(NodeIndex table) const {
    const std::uint32_t first = page_.blocks_before[table];
    const std::uint32_t last = page_.blocks_before[tree_[table].end];
    if (last - first > kMostBlocks || !has_columns(table)) return false;
    std::uint32_t weight = 0;
    std::uint32_t bytes = 0;
    std::uint32_t links = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      const TextBlock& block = page_.blocks[i];
      weight += block.stats.weight;
      bytes += block.end - block.begin;
      links += block.link_bytes;
    }
    return weight <= (last - first) * kMostCellWeight && links * 2 <= bytes;
  }

  void keep_all(NodeIndex table) {
    for (std::uint32_t i = page_.blocks_before[table]; i < page_.blocks_before[tree_[table].end]; ++i) {
      const bool hidden = (page_.blocks[i].inside & kInHidden) != 0;
      if (body_.verdicts[i] == Verdict::kUnlikely && !hidden) body_.verdicts[i] = Verdict::kKept;
    }
  }

  const HtmlTree& tree_;
  const PageText& page_;
  Body& body_;
  NodeIndex done_ = 0;  // end of the last table that was looked at
};

}  // namespace

void complete_tables(const HtmlTree& tree, const PageText& page, Body& body) {
  Tables(tree, page, body).complete();
}

}  // namespace kabar::extract
