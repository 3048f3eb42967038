#include "kabar/extract/tables.h"

#include "kabar/extract/class_hints.h"
#include "kabar/extract/page_evidence.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::uint32_t kMostCellWeight = 100;  // characters in the mean block
constexpr std::uint32_t kLongTable = 600;       // blocks; two hundred rows of three cells

// The table around a node, 0 for none; a cell is at most some elements above its text.
NodeIndex table_around(const HtmlTree& tree, NodeIndex node) {
  constexpr int kLevels = 12;
  for (int level = 0; level < kLevels && node != 0; ++level, node = tree[node].parent) {
    if (tree[node].tag == Tag::kTable) return node;
  }
  return 0;
}

// Two rows of two cells or more that hold something, and no table.
bool has_columns(const HtmlTree& tree, const PageText& page, NodeIndex table) {
  int rows = 0;
  int cells = 0;
  for (NodeIndex i = table + 1; i < tree[table].end; ++i) {
    const Tag tag = tree[i].tag;
    if (tag == Tag::kTable || tag == Tag::kForm) return false;
    if (tag == Tag::kTr) cells = 0;
    const bool filled = is_cell(tag) && page.blocks_before[tree[i].end] > page.blocks_before[i];
    if (filled && ++cells == 2) ++rows;
  }
  return rows >= 2;
}

bool holds_data(const HtmlTree& tree, const PageText& page, NodeIndex table) {
  const std::uint32_t first = page.blocks_before[table];
  const std::uint32_t last = page.blocks_before[tree[table].end];
  if (!has_columns(tree, page, table)) return false;
  std::uint32_t weight = 0;
  std::uint32_t bytes = 0;
  std::uint32_t links = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    const TextBlock& block = page.blocks[i];
    weight += block.stats.weight;
    bytes += block.end - block.begin;
    links += block.link_bytes;
  }
  return weight <= (last - first) * kMostCellWeight && links * 2 <= bytes;
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
      if (holds_data(tree_, page_, table)) keep_all(table);
    }
  }

 private:
  bool is_kept(std::size_t i) const { return body_.verdicts[i] == Verdict::kKept; }

  // Between two kept blocks of the same container, or long and behind one.
  bool stands_in_text(NodeIndex table) const {
    constexpr std::uint32_t kOther = kAdHint | kRelatedHint | kOfferHint | kNavHint | kCommentHint;
    const std::uint32_t first = page_.blocks_before[table];
    const std::uint32_t next = page_.blocks_before[tree_[table].end];
    if (first == 0 || !is_kept(first - 1)) return false;
    const NodeIndex before = tree_[page_.blocks[first - 1].element].parent;
    const NodeIndex holder = tree_[table].parent;
    const bool within =
        next < page_.blocks.size() && is_kept(next) && tree_[page_.blocks[next].element].parent == before;
    const bool together =
        (within || next - first > kLongTable) && (before == holder || before == tree_[holder].parent);
    return together && (page_.blocks[first].near_hints & kOther) == 0;
  }

  // The models saw no cell of a long table: it is worth what the text above it is.
  void keep_all(NodeIndex table) {
    const std::uint32_t begin = page_.blocks_before[table];
    for (std::uint32_t i = page_.blocks_before[table]; i < page_.blocks_before[tree_[table].end]; ++i) {
      const bool hidden = (page_.blocks[i].inside & kInHidden) != 0;
      if (body_.verdicts[i] != Verdict::kUnlikely || hidden) continue;
      body_.verdicts[i] = Verdict::kKept;
      if (body_.scores[i] <= 0 && begin > 0) body_.scores[i] = body_.scores[begin - 1];
    }
  }

  const HtmlTree& tree_;
  const PageText& page_;
  Body& body_;
  NodeIndex done_ = 0;  // end of the last table that was looked at
};

}  // namespace

std::optional<TextBesideTables> beside_long_tables(const HtmlTree& tree, const PageText& page) {
  if (page.blocks.size() <= kLongTable) return std::nullopt;
  std::vector<bool> dropped(page.blocks.size());
  float prose_dropped = 0;
  for (NodeIndex i = 0; i < tree.nodes().size(); ++i) {
    const std::uint32_t first = page.blocks_before[i];
    const std::uint32_t next = page.blocks_before[tree[i].end];
    if (tree[i].tag != Tag::kTable || next - first <= kLongTable || !holds_data(tree, page, i)) continue;
    for (std::uint32_t n = first; n < next; ++n) {
      dropped[n] = true;
      prose_dropped += prose_of(page.blocks[n]);
    }
    i = tree[i].end - 1;
  }
  float prose = 0;
  TextBesideTables out;
  std::vector<std::uint32_t> before(page.blocks.size() + 1);
  for (std::uint32_t n = 0; n < page.blocks.size(); ++n) {
    before[n] = static_cast<std::uint32_t>(out.blocks.size());
    if (dropped[n]) continue;
    prose += prose_of(page.blocks[n]);
    out.blocks.push_back(n);
  }
  before.back() = static_cast<std::uint32_t>(out.blocks.size());
  if (out.blocks.size() == page.blocks.size() || prose_dropped * 4 >= prose) return std::nullopt;
  out.page.text = page.text;
  for (const std::uint32_t n : out.blocks) out.page.blocks.push_back(page.blocks[n]);
  for (const std::uint32_t n : page.blocks_before) out.page.blocks_before.push_back(before[n]);
  return out;
}

void complete_tables(const HtmlTree& tree, const PageText& page, Body& body) {
  Tables(tree, page, body).complete();
}

}  // namespace kabar::extract
