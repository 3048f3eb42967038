#include "kabar/extract/second_look.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "kabar/extract/page_evidence.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

bool is_kept(const Body& body, std::size_t i) {
  return body.verdicts[i] == Verdict::kKept;
}

bool may_be_body(const Body& body, std::size_t i, float least) {
  return body.verdicts[i] == Verdict::kUnlikely && body.scores[i] >= least;
}

bool is_of_list(Tag tag) {
  return tag == Tag::kLi || tag == Tag::kUl || tag == Tag::kOl;
}

/// Sums over blocks of one look.
struct LookSums {
  std::uint64_t look = 0;
  std::uint64_t all = 0;
  std::uint64_t kept = 0;
};

/// The looks of all blocks, and sums of those that are asked for.
class Looks {
 public:
  Looks(const markup::HtmlTree& tree, const PageText& page, const std::vector<std::size_t>& asked)
      : page_(page) {
    looks_.reserve(page.blocks.size());
    for (const TextBlock& block : page.blocks) looks_.push_back(look_of_element(tree, block.element));
    for (const std::size_t i : asked) sums_.push_back({looks_[i]});
    const auto by_look = [](const LookSums& a, const LookSums& b) { return a.look < b.look; };
    std::sort(sums_.begin(), sums_.end(), by_look);
  }

  void count(const Body& body) {
    for (std::size_t i = 0; i < looks_.size(); ++i) {
      LookSums* const sums = find(looks_[i]);
      if (sums == nullptr) continue;
      sums->all += page_.blocks[i].stats.weight;
      if (is_kept(body, i)) sums->kept += page_.blocks[i].stats.weight;
    }
  }

  bool was_half_kept(std::size_t i) {
    const LookSums* const sums = find(looks_[i]);
    return sums != nullptr && sums->kept * 2 >= sums->all;
  }

 private:
  LookSums* find(std::uint64_t look) {
    const auto hit = std::partition_point(sums_.begin(), sums_.end(),
                                          [look](const LookSums& sums) { return sums.look < look; });
    return hit != sums_.end() && hit->look == look ? &*hit : nullptr;
  }

  const PageText& page_;
  std::vector<std::uint64_t> looks_;
  std::vector<LookSums> sums_;  // in the order of the looks; of equal ones the first counts
};

/// Sums over the blocks before one.
struct BoxSums {
  std::uint32_t all = 0;
  std::uint32_t kept = 0;
  std::uint32_t dropped = 0;  // sentences that the models take for no body
};

class Boxes {
 public:
  Boxes(const markup::HtmlTree& tree, const PageText& page, const Body& body) : tree_(tree), page_(page) {
    constexpr std::uint32_t kSentence = 40;  // characters
    sums_.reserve(page.blocks.size() + 1);
    sums_.emplace_back();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      const TextStats& stats = page.blocks[i].stats;
      BoxSums sums = sums_.back();
      sums.all += stats.weight;
      if (is_kept(body, i)) sums.kept += stats.weight;
      const bool sentence = stats.ends_with_stop && stats.weight >= kSentence;
      if (sentence && body.verdicts[i] == Verdict::kUnlikely) sums.dropped += stats.weight;
      sums_.push_back(sums);
    }
  }

  // Whether half of the list that block i is an item of was kept, or more.
  bool is_in_kept_list(std::size_t i) const {
    NodeIndex at = page_.blocks[i].element;
    NodeIndex list = 0;  // the outermost
    for (; is_of_list(tree_[at].tag); at = tree_[at].parent) {
      if (tree_[at].tag != Tag::kLi) list = at;
    }
    const BoxSums inside = within(list);
    return list != 0 && inside.kept * 2 >= inside.all;
  }

  bool holds_remnant(std::size_t i) const {
    constexpr std::uint32_t kLargest = 900;  // characters
    constexpr int kLevels = 5;
    NodeIndex at = page_.blocks[i].element;
    for (int level = 0; level < kLevels && at != 0; ++level, at = tree_[at].parent) {
      const BoxSums inside = within(at);
      if (inside.all > kLargest) return false;
      if (inside.dropped > 2 * inside.kept) return true;
    }
    return false;
  }

 private:
  BoxSums within(NodeIndex element) const {
    const BoxSums& from = sums_[page_.blocks_before[element]];
    const BoxSums& to = sums_[page_.blocks_before[tree_[element].end]];
    return {to.all - from.all, to.kept - from.kept, to.dropped - from.dropped};
  }

  const markup::HtmlTree& tree_;
  const PageText& page_;
  std::vector<BoxSums> sums_;  // for each block, and the end
};

}  // namespace

void keep_alike(const markup::HtmlTree& tree, const PageText& page, Body& body) {
  constexpr float kPossible = 0.3F;
  std::vector<std::size_t> possible;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (may_be_body(body, i, kPossible)) possible.push_back(i);
  }
  if (possible.empty()) return;
  Looks looks(tree, page, possible);
  looks.count(body);
  const Boxes boxes(tree, page, body);
  for (const std::size_t i : possible) {
    if (looks.was_half_kept(i) || boxes.is_in_kept_list(i)) body.verdicts[i] = Verdict::kKept;
  }
}

void keep_headings(const markup::HtmlTree& tree, const PageText& page, Body& body) {
  constexpr float kPossible = 0.2F;
  const auto is_text = [&](std::size_t i) { return is_kept(body, i) && page.blocks[i].heading == 0; };
  NodeIndex text_before = 0;  // the last kept one
  for (std::size_t i = 0; i + 1 < page.blocks.size(); ++i) {
    const TextBlock& block = page.blocks[i];
    if (is_text(i)) text_before = block.first;
    if (block.heading < 2 || link_share(block) != 0 || !may_be_body(body, i, kPossible)) continue;
    const NodeIndex container = tree[block.element].parent;
    const bool between = text_before > container && page.blocks[i + 1].first < tree[container].end;
    if (between && is_text(i + 1)) body.verdicts[i] = Verdict::kKept;
  }
}

void drop_remnants(const markup::HtmlTree& tree, const PageText& page, Body& body) {
  const Boxes boxes(tree, page, body);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (is_kept(body, i) && boxes.holds_remnant(i)) body.verdicts[i] = Verdict::kBox;
  }
}

}  // namespace kabar::extract
