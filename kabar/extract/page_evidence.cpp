#include "kabar/extract/page_evidence.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxCompared = 20'000;  // bytes of structured text that blocks are looked for in

using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kNear = 24;  // blocks to look for one of the topic

// Numbers equal keys from 0 in the order of their first appearance. Open addressing, no deletion.
class KeyNumbers {
 public:
  explicit KeyNumbers(std::size_t expected) {
    std::size_t size = 16;
    while (size < expected * 2) size *= 2;
    keys_.resize(size);
    numbers_.resize(size);
  }

  std::uint32_t number(std::uint64_t key) {
    key |= 1U;  // 0 marks a free place
    std::size_t at = (key >> 20U) & (keys_.size() - 1);
    while (keys_[at] != 0 && keys_[at] != key) at = (at + 1) & (keys_.size() - 1);
    if (keys_[at] == 0) {
      keys_[at] = key;
      numbers_[at] = count_++;
    }
    return numbers_[at];
  }

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> numbers_;
  std::uint32_t count_ = 0;
};

std::string_view title_element(const markup::HtmlTree& tree) {
  for (NodeIndex i = 0; i < tree.nodes().size() && tree[i].tag != Tag::kBody; ++i) {
    if (tree[i].tag == Tag::kTitle && i + 1 < tree[i].end) return ascii::trim(tree[i + 1].text);
  }
  return {};
}

}  // namespace

std::uint64_t look_of_element(const markup::HtmlTree& tree, NodeIndex element) {
  const NodeIndex parent = tree[element].parent;
  const auto tags =
      static_cast<std::uint64_t>(tree[element].tag) << 8U | static_cast<std::uint64_t>(tree[parent].tag);
  return hash64(tree.attribute(element, "class"), hash64(tree.attribute(parent, "class"), tags));
}

float prose_of(const TextBlock& block) noexcept {
  const TextStats& stats = block.stats;
  if (stats.weight < 60 || stats.stops + stats.commas == 0 || block.heading != 0) return 0;
  return static_cast<float>(stats.weight) * (1.0F - link_share(block));
}

float link_share(const TextBlock& block) noexcept {
  const std::uint32_t bytes = block.end - block.begin;
  return bytes == 0 ? 0.0F : std::min(1.0F, static_cast<float>(block.link_bytes) / static_cast<float>(bytes));
}

PageEvidence::PageEvidence(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata)
    : tree_(tree),
      page_(page),
      metadata_(metadata),
      words_(page, metadata.title.empty() ? title_element(tree) : metadata.title, metadata.description) {
  prefix_.resize(page.blocks.size() + 1);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const TextBlock& block = page.blocks[i];
    const auto weight = static_cast<float>(block.stats.weight);
    prefix_[i + 1] = {prefix_[i].weight + weight,
                      prefix_[i].links + weight * link_share(block),
                      prefix_[i].prose + prose_of(block),
                      prefix_[i].words + static_cast<float>(words_.of(i).size()),
                      prefix_[i].topic + static_cast<float>(words_.topic_hits(i)),
                      0};
  }
  find_looks();
  find_topic();
  find_repeats();
  find_title_block();
}

void PageEvidence::add_scores(const std::vector<float>& scores) {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    prefix_[i + 1].score = prefix_[i].score + scores[i] * static_cast<float>(page_.blocks[i].stats.weight);
  }
}

RunSums PageEvidence::sums_in(NodeIndex element) const noexcept {
  const RunSums& from = prefix_[page_.blocks_before[element]];
  const RunSums& to = prefix_[page_.blocks_before[tree_[element].end]];
  return {to.weight - from.weight, to.links - from.links, to.prose - from.prose,
          to.words - from.words,   to.topic - from.topic, to.score - from.score};
}

std::uint32_t PageEvidence::blocks_in(NodeIndex element) const noexcept {
  return page_.blocks_before[tree_[element].end] - page_.blocks_before[element];
}

// Goes down from the root to the one child that still holds enough; each level looks at its children once,
// and at no more of them when what is left cannot be enough.
NodeIndex PageEvidence::holder_of_score(float share) const noexcept {
  const float wanted = total().score * share;
  if (wanted <= 0) return 0;
  NodeIndex at = 0;
  const auto until = [&](NodeIndex node) { return prefix_[page_.blocks_before[node]].score; };
  for (NodeIndex child = at + 1; child < tree_[at].end && until(tree_[at].end) - until(child) >= wanted;) {
    if (tree_[child].tag != Tag::kText && sums_in(child).score >= wanted) {
      at = child;
      child = at + 1;
    } else {
      child = tree_[child].end;
    }
  }
  return at;
}

void PageEvidence::find_topic() {
  const std::size_t count = page_.blocks.size();
  topic_before_.resize(count + 1);
  topic_from_.resize(count + 1, static_cast<std::uint32_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    topic_before_[i + 1] = words_.topic_hits(i) != 0 ? static_cast<std::uint32_t>(i + 1) : topic_before_[i];
  }
  for (std::size_t i = count; i-- > 0;) {
    topic_from_[i] = words_.topic_hits(i) != 0 ? static_cast<std::uint32_t>(i) : topic_from_[i + 1];
  }
}

float PageEvidence::text_since_topic(std::size_t i) const noexcept {
  const std::size_t begin = topic_before_[i];
  if (begin != 0 && i - begin < kNear) return weight_of(begin, i);
  return i < kNear ? -1.0F : weight_of(i - kNear, i);
}

float PageEvidence::text_until_topic(std::size_t i) const noexcept {
  const std::size_t count = page_.blocks.size();
  const std::size_t end = topic_from_[i + 1];
  if (end < count && end - i <= kNear) return weight_of(i + 1, end);
  return count - 1 - i < kNear ? -1.0F : weight_of(i + 1, i + 1 + kNear);
}

void PageEvidence::find_looks() {
  KeyNumbers numbers(page_.blocks.size());
  look_index_.reserve(page_.blocks.size());
  NodeIndex element = 0;
  std::uint64_t key = 0;
  for (const TextBlock& block : page_.blocks) {
    if (block.element != element || key == 0) key = look_of_element(tree_, block.element);
    element = block.element;
    const std::uint32_t index = numbers.number(key);
    if (index == looks_.size()) looks_.emplace_back();
    LookStats& look = looks_[index];
    ++look.count;
    look.weight += static_cast<float>(block.stats.weight);
    look.link_weight += static_cast<float>(block.stats.weight) * link_share(block);
    look_index_.push_back(index);
  }
}

void PageEvidence::find_repeats() {
  const std::size_t count = page_.blocks.size();
  same_before_.resize(count);
  same_after_.resize(count);
  KeyNumbers numbers(count);
  std::vector<std::uint32_t> text_number(count);
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t number = numbers.number(hash64(page_.text_of(page_.blocks[i])));
    if (number == seen.size()) seen.push_back(0);
    text_number[i] = number;
    same_before_[i] = seen[number]++;
  }
  for (std::size_t i = 0; i < count; ++i) same_after_[i] = seen[text_number[i]] - same_before_[i] - 1;
}

void PageEvidence::find_title_block() {
  title_ = title_element(tree_);
  title_block_ = page_.blocks.size();
  float best = 0;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const float score = title_score(i);
    if (score > best) {
      best = score;
      title_block_ = i;
    }
  }
}

float PageEvidence::title_score(std::size_t i) const noexcept {
  const TextBlock& block = page_.blocks[i];
  float score = title_share(i);
  if (score < 0.2F) score = 0;
  if (block.heading != 0) score *= 1.5F;
  if (block.heading == 1 && block.stats.weight >= 12) score += 0.4F;
  return link_share(block) > 0.5F ? score * 0.5F : score;
}

float PageEvidence::in_structured_body(std::size_t i) const noexcept {
  const TextBlock& block = page_.blocks[i];
  if (metadata_.structured_body.size() < 200 || block.stats.weight < 40 || link_share(block) > 0.5F)
    return -1;
  const std::string_view body = std::string_view(metadata_.structured_body).substr(0, kMaxCompared);
  return body.find(page_.text_of(block).substr(0, 32)) != std::string_view::npos ? 1.0F : 0.0F;
}

float PageEvidence::in_description(std::size_t i) const noexcept {
  const TextBlock& block = page_.blocks[i];
  if (metadata_.description.size() < 30 || block.stats.weight < 30) return -1;
  const std::string_view begin = page_.text_of(block).substr(0, 32);
  const std::string_view text = std::string_view(metadata_.description).substr(0, 1000);
  return text.find(begin) != std::string_view::npos ? 1.0F : 0.0F;
}

bool PageEvidence::names_author(std::size_t i) const noexcept {
  const std::string_view text = page_.text_of(page_.blocks[i]);
  if (text.size() > 160) return false;
  return std::any_of(metadata_.authors.begin(), metadata_.authors.end(), [&](const std::string& author) {
    return author.size() >= 5 && text.find(author) != std::string_view::npos;
  });
}

float PageEvidence::steps_from_headline(std::size_t i) const noexcept {
  if (metadata_.headline == 0) return -200;
  const float at = static_cast<float>(page_.blocks_before[metadata_.headline]);
  return std::clamp(static_cast<float>(i) - at, -100.0F, 200.0F);
}

float PageEvidence::title_share(std::size_t i) const noexcept {
  const std::string_view text = page_.text_of(page_.blocks[i]);
  if (text.size() < 8 || text.size() > title_.size() + 8 || title_.empty()) return 0;
  const std::string_view wanted = text.substr(0, std::min<std::size_t>(text.size(), 60));
  if (title_.find(wanted) == std::string_view::npos) return 0;
  return static_cast<float>(text.size()) / static_cast<float>(title_.size());
}

}  // namespace kabar::extract
