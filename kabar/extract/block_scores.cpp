#include "kabar/extract/block_scores.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>

#include "kabar/extract/block_features.h"
#include "kabar/extract/tree_model.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMaxBlocks = 1'500;
constexpr std::size_t kBytesPerBlock = 50;
constexpr std::uint32_t kMaxRepeats = 64;

// Asks a model about these blocks, a batch at a time: `make_row` writes a block's features, `take` gets its
// log odds.
template <class MakeRow, class Take>
void ask(const TreeModel& model, std::span<const std::size_t> blocks, std::span<float> row, MakeRow make_row,
         Take take) {
  FeatureBatch batch(row.size());
  while (!blocks.empty()) {
    const auto now = blocks.first(std::min(blocks.size(), kLanes));
    for (std::size_t lane = 0; lane < now.size(); ++lane) {
      make_row(now[lane]);
      batch.set_row(lane, row);
    }
    const auto scores = model.scores(batch);
    for (std::size_t lane = 0; lane < now.size(); ++lane) take(now[lane], scores[lane]);
    blocks = blocks.subspan(now.size());
  }
}

// A line that stands on the page again and again, but for the sub-headings and the cells of an article.
bool is_refrain(const PageEvidence& evidence, std::size_t i) {
  const TextBlock& block = evidence.page().blocks[i];
  return block.heading == 0 && block.kind != BlockKind::kTable &&
         evidence.same_before(i) + evidence.same_after(i) >= kMaxRepeats;
}

}  // namespace

ModelView::ModelView(const markup::HtmlTree& tree, const PageText& whole)
    : whole_(whole), beside_(beside_long_tables(tree, whole)) {}

std::vector<float> ModelView::spread(std::vector<float> scores) const {
  if (!beside_) return scores;
  std::vector<float> all(whole_.blocks.size());
  for (std::size_t i = 0; i < scores.size(); ++i) all[in_whole(i)] = scores[i];
  return all;
}

std::vector<std::size_t> worth_asking(const PageEvidence& evidence) {
  const PageText& page = evidence.page();
  std::vector<std::size_t> blocks(page.blocks.size());
  std::iota(blocks.begin(), blocks.end(), 0U);
  if (blocks.size() > kMaxBlocks) {
    std::erase_if(blocks, [&](std::size_t i) { return is_refrain(evidence, i); });
  }
  const std::size_t most = kMaxBlocks + page.text.size() / kBytesPerBlock;
  if (blocks.size() <= most) return blocks;
  const auto weight_of = [&](std::size_t i) { return page.blocks[i].stats.weight; };
  const auto longest = blocks.begin() + static_cast<std::ptrdiff_t>(most);
  std::nth_element(blocks.begin(), longest, blocks.end(), [&](std::size_t a, std::size_t b) {
    return weight_of(a) != weight_of(b) ? weight_of(a) > weight_of(b) : a < b;
  });
  blocks.erase(longest, blocks.end());
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

// Rows of features are made anew for the few blocks that the second model looks at: keeping all of them costs
// more, in memory touched, than it saves.
std::vector<float> score_blocks(PageEvidence& evidence) {
  std::vector<std::size_t> blocks = worth_asking(evidence);
  std::array<float, kAllFeatures> storage{};
  const std::span<float> row(storage);
  const auto own = row.first(kOwnFeatures);
  std::vector<float> scores(evidence.page().blocks.size());
  ask(
      block_model(), blocks, own, [&](std::size_t i) { own_features(evidence, i, own); },
      [&](std::size_t i, float log_odds) { scores[i] = probability(log_odds); });
  evidence.add_scores(scores);
  const ScoreContext context(evidence, scores);
  std::erase_if(blocks, [&](std::size_t i) { return scores[i] < kHopeless; });
  std::vector<float> result(scores.size());
  const auto make_row = [&](std::size_t i) {
    own_features(evidence, i, own);
    context.features(i, row.last(kContextFeatures));
  };
  ask(context_model(), blocks, row, make_row,
      [&](std::size_t i, float log_odds) { result[i] = probability(log_odds); });
  return result;
}

}  // namespace kabar::extract
