#include "kabar/extract/body.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>

#include "kabar/extract/block_features.h"
#include "kabar/extract/body_rules.h"
#include "kabar/extract/comments.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/page_kind.h"
#include "kabar/extract/paywall.h"
#include "kabar/extract/site_memory.h"
#include "kabar/extract/tables.h"
#include "kabar/extract/tree_model.h"

namespace kabar::extract {
namespace {

// Below this the first model is sure: the second does not look.
constexpr float kHopeless = 0.004F;

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

// The blocks to ask the models about: all of them on pages that people read. Where a page has more (one in
// 100), refrains are taken for no body, and where it still has more, of less text
// (one in 3,000), the shortest.
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

// What the models say of a page.
void score(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata, std::string_view url,
           const SiteMemory* memory, Body& body) {
  const auto beside = beside_long_tables(tree, page);
  PageEvidence evidence(tree, beside ? beside->page : page, metadata);
  std::vector<float> scores = score_blocks(evidence);
  if (memory != nullptr) memory->adjust(evidence.page(), scores);
  body.no_article = no_article_probability(evidence, scores, metadata, url);
  if (beside) {
    body.scores.resize(page.blocks.size());
    for (std::size_t i = 0; i < scores.size(); ++i) body.scores[beside->blocks[i]] = scores[i];
  } else {
    body.scores = std::move(scores);
  }
}

}  // namespace

Body choose_body(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                 std::string_view url, const SiteMemory* memory) {
  Body scored;
  score(tree, page, metadata, url, memory, scored);
  const float no_article = scored.no_article;
  Body body = choose_body_by_scores(tree, page, metadata, url, std::move(scored.scores));
  body.no_article = no_article;
  return body;
}

Body choose_body_by_scores(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                           std::string_view url, std::vector<float> scores) {
  Body body;
  body.scores = std::move(scores);
  body.verdicts.resize(page.blocks.size(), Verdict::kUnlikely);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (body.scores[i] >= kKeep) body.verdicts[i] = Verdict::kKept;
  }
  drop_comments(tree, page, body);
  apply_body_rules(tree, page, metadata, body);
  drop_offer_to_read_on(tree, page, metadata, body);
  complete_tables(tree, page, body);
  add_embeds(tree, page, metadata.headline, LinkBase(tree, url), body);
  body.blocks = assemble_blocks(tree, page, body);
  return body;
}

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::kKept: return "kept";
    case Verdict::kUnlikely: return "unlikely";
    case Verdict::kHeadline: return "headline";
    case Verdict::kByline: return "byline";
    case Verdict::kBox: return "advert, offer or button";
    case Verdict::kRepeated: return "repeated";
    case Verdict::kPullQuote: return "pull-quote";
    case Verdict::kLinkLine: return "link line";
    case Verdict::kNextStory: return "another story";
    case Verdict::kComment: return "comment";
    case Verdict::kLeftover: return "leftover";
    case Verdict::kEmbed: return "embed";
  }
  return "";
}

}  // namespace kabar::extract
