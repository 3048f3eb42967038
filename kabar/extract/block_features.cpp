#include "kabar/extract/block_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kabar/base/ascii.h"
#include "kabar/base/assert.h"
#include "kabar/extract/class_hints.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// Nearly all logarithms asked for are of small whole numbers.
float log2_of(float value) {
  static const auto kLogs = [] {
    std::array<float, 1024> logs{};
    for (std::size_t i = 0; i < logs.size(); ++i) logs[i] = std::log2(static_cast<float>(i));
    return logs;
  }();
  const auto whole = static_cast<std::size_t>(value);
  return whole < kLogs.size() && static_cast<float>(whole) == value ? kLogs[whole] : std::log2(value);
}

// Fills a row from left to right.
class Row {
 public:
  explicit Row(std::span<float> out) : out_(out) {}
  void add(float value) { out_[at_++] = value; }
  void add(bool value) { add(value ? 1.0F : 0.0F); }
  void add_log(float value) { add(log2_of(1.0F + std::max(0.0F, value))); }
  void add_bits(std::uint32_t mask, int count) {
    for (int bit = 0; bit < count; ++bit) add(((mask >> static_cast<unsigned>(bit)) & 1U) != 0);
  }
  void end() const { KABAR_ASSERT(at_ == out_.size()); }

 private:
  std::span<float> out_;
  std::size_t at_ = 0;
};

float ratio(float part, float whole) {
  return whole > 0 ? part / whole : 0.0F;
}
float number(std::size_t value) {
  return static_cast<float>(value);
}

void add_text(Row& row, const TextBlock& block, std::string_view text) {
  const TextStats& stats = block.stats;
  const float characters = number(stats.characters);
  row.add_log(number(stats.weight));
  row.add(number(stats.words));
  row.add(link_share(block));
  row.add(number(block.links));
  row.add(ratio(number(block.bold_bytes), number(text.size())));
  row.add(ratio(100.0F * number(stats.stops), number(stats.weight)));
  row.add(ratio(100.0F * number(stats.commas), number(stats.weight)));
  row.add(number(std::min(stats.stops, 20U)));
  row.add(number(std::min(stats.commas, 20U)));
  row.add(number(std::min(stats.quotes, 8U)));
  row.add(ratio(number(stats.digits), characters));
  row.add(ratio(number(stats.capitals), characters));
  row.add(number(std::min(stats.bars, 8U)));
  row.add(stats.ends_with_stop);
  row.add(ratio(characters, number(stats.words)));
  row.add(text.ends_with(':'));
  row.add(text.find("http") != std::string_view::npos || text.find('@') != std::string_view::npos);
  row.add(ascii::is_digit(text.front()));
}

float tag_group(Tag tag) {
  switch (tag) {
    case Tag::kP: return 0;
    case Tag::kDiv: return 1;
    case Tag::kLi: return 2;
    case Tag::kH1: return 3;
    case Tag::kH2: return 4;
    case Tag::kH3: return 5;
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6: return 6;
    case Tag::kTd:
    case Tag::kTh: return 7;
    case Tag::kBlockquote: return 8;
    case Tag::kFigcaption:
    case Tag::kFigure: return 9;
    case Tag::kSection:
    case Tag::kArticle:
    case Tag::kMain: return 10;
    case Tag::kDd:
    case Tag::kDt: return 11;
    case Tag::kPre: return 12;
    default: return 13;
  }
}

// The containers one, two, three and five levels up.
void add_containers(Row& row, const PageEvidence& page, NodeIndex element) {
  const RunSums& total = page.total();
  NodeIndex at = element;
  for (int level = 1; level <= 5; ++level) {
    at = page.tree()[at].parent;
    if (level == 4) continue;
    const RunSums sums = page.sums_in(at);
    row.add(ratio(sums.prose, total.prose));
    row.add(ratio(sums.links, sums.weight));
    row.add_log(number(page.blocks_in(at)));
    row.add(ratio(sums.prose, sums.weight));
  }
}

void add_topic(Row& row, const PageEvidence& page, std::size_t i) {
  const PageWords& words = page.words();
  row.add(number(std::min(words.topic_words(i), 8U)));
  row.add(ratio(number(words.topic_words(i)), number(words.topic_size())));
  row.add(ratio(number(words.topic_hits(i)), number(words.of(i).size())));
  row.add_log(page.text_since_topic(i));
  row.add_log(page.text_until_topic(i));
  NodeIndex at = page.page().blocks[i].element;
  for (int level = 1; level <= 5; ++level) {
    at = page.tree()[at].parent;
    if (level % 2 == 0) continue;
    const RunSums sums = page.sums_in(at);
    row.add(ratio(sums.topic, page.total().topic));
    row.add(ratio(sums.topic, sums.words));
  }
}

void add_place(Row& row, const PageEvidence& page, std::size_t i) {
  const std::size_t count = page.page().blocks.size();
  const RunSums& before = page.before(i);
  row.add(ratio(number(i), number(count)));
  row.add(ratio(before.weight, page.total().weight));
  row.add(ratio(before.prose, page.total().prose));
  const bool found = page.title_block() < count;
  const float distance = number(i) - number(page.title_block());
  row.add(found ? std::clamp(distance, -50.0F, 200.0F) : -100.0F);
  row.add(found && i > page.title_block()
              ? log2_of(1.0F + before.weight - page.before(page.title_block()).weight)
              : -1.0F);
  row.add(page.title_share(i));
  row.add(number(std::min(page.same_before(i), 5U)));
  row.add(number(std::min(page.same_after(i), 5U)));
  row.add(number(page.tree()[page.page().blocks[i].first].depth));
}

void add_look(Row& row, const PageEvidence& page, std::size_t i) {
  const LookStats& look = page.look_of(i);
  row.add_log(number(look.count));
  row.add_log(ratio(look.weight, number(look.count)));
  row.add(ratio(look.link_weight, look.weight));
}

void add_neighbour(Row& row, const PageEvidence& page, std::size_t i) {
  const auto& blocks = page.page().blocks;
  if (i >= blocks.size()) {
    for (int n = 0; n < 4; ++n) row.add(-1.0F);
    return;
  }
  row.add_log(number(blocks[i].stats.weight));
  row.add(link_share(blocks[i]));
  row.add(tag_group(page.tree()[blocks[i].element].tag));
  row.add(blocks[i].stats.ends_with_stop);
}

}  // namespace

void own_features(const PageEvidence& page, std::size_t i, std::span<float> out) {
  const TextBlock& block = page.page().blocks[i];
  Row row(out);
  add_text(row, block, page.page().text_of(block));    // 18
  row.add(tag_group(page.tree()[block.element].tag));  // 19
  row.add_bits(block.inside, kInsideCount);            // 39
  row.add_bits(block.near_hints, kHintCount);          // 63
  const std::uint32_t outer = block.far_hints & ~block.near_hints;
  row.add(number(static_cast<std::size_t>(__builtin_popcount(outer))));  // 64
  for (const std::uint32_t hint : {kBodyHint, kCommentHint, kRelatedHint, kNavHint, kSideHint, kAdHint,
                                   kMainHint, kFooterHint, kListHint, kMediaHint}) {
    row.add((outer & hint) != 0);  // 74
  }
  add_containers(row, page, block.element);  // 90
  add_place(row, page, i);                   // 99
  add_look(row, page, i);                    // 102
  add_neighbour(row, page, i + 1);           // 106
  add_neighbour(row, page, i - 1);           // 110
  row.add(page.in_structured_body(i));
  row.add(page.in_description(i));
  row.add(page.names_author(i));
  row.add(page.steps_from_headline(i));  // 114
  for (const std::uint32_t hint : {kOfferHint, kDialogHint, kAuthorHint, kHiddenHint, kShareHint, kTopicHint,
                                   kMetaHint, kQuoteHint, kEmbedHint, kLiveHint, kBoxHint, kSearchHint}) {
    row.add((outer & hint) != 0);  // 126
  }
  row.add(page.page().text_of(block).find("ookie") != std::string_view::npos);  // 127
  add_topic(row, page, i);                                                      // 138
  row.end();
}

namespace {

constexpr float kStrong = 0.5F;

// For each block: the weight of text between it and the last strong block, in the order of the indices.
template <class Order>
std::vector<float> gaps(const PageEvidence& page, std::span<const float> scores, Order order) {
  std::vector<float> out(scores.size());
  float gap = 1e6F;
  for (std::size_t n = 0; n < scores.size(); ++n) {
    const std::size_t i = order(n);
    out[i] = gap;
    const auto weight = static_cast<float>(page.page().blocks[i].stats.weight);
    gap = scores[i] >= kStrong && weight >= 40 ? 0.0F : gap + weight;
  }
  return out;
}

// Of a long block the first words will do.
std::span<const PageWords::Word> first_words(const PageEvidence& page, std::size_t i) {
  constexpr std::size_t kMost = 64;
  const auto words = page.words().of(i);
  return words.first(std::min(words.size(), kMost));
}

bool is_strong(const PageEvidence& page, std::span<const float> scores, std::size_t i) {
  return scores[i] >= kStrong && page.page().blocks[i].stats.weight >= 60;
}

}  // namespace

ScoreContext::ScoreContext(const PageEvidence& page, std::span<const float> scores)
    : page_(page), scores_(scores) {
  const std::size_t count = scores.size();
  gap_before_ = gaps(page, scores, [](std::size_t n) { return n; });
  gap_after_ = gaps(page, scores, [count](std::size_t n) { return count - 1 - n; });
  half_ = page.holder_of_score(0.5F);
  most_ = page.holder_of_score(0.8F);
  nearly_all_ = page.holder_of_score(0.95F);
  first_strong_ = count;
  strong_words_.resize(PageWords::kHashes);
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_strong(page, scores, i)) continue;
    if (first_strong_ == count) first_strong_ = i;
    last_strong_ = i;
    for (const PageWords::Word word : first_words(page, i)) {
      if (strong_words_[word].last == i && strong_words_[word].blocks != 0) continue;
      strong_words_[word] = {strong_words_[word].blocks + 1, static_cast<std::uint32_t>(i)};
    }
  }
}

// The share of the block's words that other strong blocks hold, too.
float ScoreContext::share_of_strong_words(std::size_t i) const {
  const auto words = first_words(page_, i);
  const std::uint32_t itself = is_strong(page_, scores_, i) ? 1 : 0;
  const auto found = std::count_if(words.begin(), words.end(),
                                   [&](PageWords::Word word) { return strong_words_[word].blocks > itself; });
  return ratio(static_cast<float>(found), number(words.size()));
}

void ScoreContext::features(std::size_t i, std::span<float> out) const {
  Row row(out);
  const auto score = [&](std::size_t at) { return at < scores_.size() ? scores_[at] : -0.1F; };
  const auto& blocks = page_.page().blocks;
  row.add(score(i));
  for (std::size_t n = 1; n <= 4; ++n) {
    row.add(score(i - n));
    row.add(score(i + n));  // 9
  }
  for (const NodeIndex holder : {half_, most_, nearly_all_}) {
    row.add(page_.is_in(i, holder));
    const int above = static_cast<int>(page_.tree()[blocks[i].element].depth) - page_.tree()[holder].depth;
    row.add(static_cast<float>(above));  // 15
  }
  row.add_log(gap_before_[i]);
  row.add_log(gap_after_[i]);
  row.add(std::clamp(number(i) - number(first_strong_), -100.0F, 100.0F));
  row.add(std::clamp(number(i) - number(last_strong_), -100.0F, 100.0F));  // 19
  const RunSums& total = page_.total();
  row.add(ratio(page_.before(i).score, total.score));
  row.add_log(total.score);
  row.add(ratio(total.score, total.weight));  // 22
  NodeIndex at = blocks[i].element;
  for (int level = 0; level < 6; ++level) {
    const RunSums sums = page_.sums_in(at);
    row.add(ratio(sums.score, total.score));
    row.add(ratio(sums.score, sums.weight));
    row.add_log(sums.weight);  // 40
    at = page_.tree()[at].parent;
  }
  const std::size_t neighbours[] = {i - 1, i + 1};
  for (const std::size_t n : neighbours) {
    const bool there = n < blocks.size();
    row.add(there && blocks[n].element == blocks[i].element);
    row.add(there && page_.tree()[blocks[n].element].parent == page_.tree()[blocks[i].element].parent);
    row.add(there ? log2_of(1.0F + number(blocks[n].stats.weight)) : -1.0F);
    row.add(there && blocks[n].near_hints == blocks[i].near_hints);
    row.add(there ? number(blocks[n].heading) : -1.0F);  // 50
  }
  row.add(share_of_strong_words(i));
  const RunSums half = page_.sums_in(half_);
  row.add(ratio(half.topic, half.words));
  row.add(ratio(number(page_.words().topic_hits(i)), number(page_.words().of(i).size())) -
          ratio(half.topic, half.words));  // 53
  row.end();
}

}  // namespace kabar::extract
