#include "kabar/extract/body.h"

#include <array>
#include <cmath>
#include <span>

#include "kabar/extract/block_features.h"
#include "kabar/extract/body_rules.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/page_kind.h"
#include "kabar/extract/tree_model.h"

namespace kabar::extract {
namespace {

constexpr float kKeep = 0.5F;
// Below this the first model is sure: the second does not look.
constexpr float kHopeless = 0.004F;

float probability(float log_odds) {
  return 1.0F / (1.0F + std::exp(-log_odds));
}

// Rows of features are made anew for the few blocks that the second model looks at: keeping all of them costs
// more, in memory touched, than it saves.
std::vector<float> score_blocks(PageEvidence& evidence) {
  const std::size_t count = evidence.page().blocks.size();
  std::array<float, kAllFeatures> storage{};
  const std::span<float> row(storage);
  std::vector<float> scores(count);
  for (std::size_t i = 0; i < count; ++i) {
    own_features(evidence, i, row.first(kOwnFeatures));
    scores[i] = probability(block_model().score(row));
  }
  evidence.add_scores(scores);
  const ScoreContext context(evidence, scores);
  std::vector<float> result(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (scores[i] < kHopeless) continue;
    own_features(evidence, i, row.first(kOwnFeatures));
    context.features(i, row.last(kContextFeatures));
    result[i] = probability(context_model().score(row));
  }
  return result;
}

}  // namespace

Body choose_body(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                 std::string_view url) {
  PageEvidence evidence(tree, page, metadata);
  Body body;
  body.scores = score_blocks(evidence);
  body.no_article = no_article_probability(evidence, body.scores, metadata, url);
  body.verdicts.resize(page.blocks.size(), Verdict::kUnlikely);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (body.scores[i] >= kKeep) body.verdicts[i] = Verdict::kKept;
  }
  apply_body_rules(tree, page, metadata, body);
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
    case Verdict::kLeftover: return "leftover";
    case Verdict::kEmbed: return "embed";
  }
  return "";
}

}  // namespace kabar::extract
