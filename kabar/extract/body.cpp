#include "kabar/extract/body.h"

#include <utility>

#include "kabar/extract/block_scores.h"
#include "kabar/extract/body_rules.h"
#include "kabar/extract/comments.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/page_kind.h"
#include "kabar/extract/paywall.h"
#include "kabar/extract/site_memory.h"
#include "kabar/extract/tables.h"

namespace kabar::extract {
namespace {

// What the models say of a page.
void score(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata, std::string_view url,
           const SiteMemory* memory, Body& body) {
  const ModelView view(tree, page);
  PageEvidence evidence(tree, view.page(), metadata);
  std::vector<float> scores = score_blocks(evidence);
  if (memory != nullptr) memory->adjust(evidence.page(), scores);
  body.no_article = no_article_probability(evidence, scores, metadata, url);
  body.scores = view.spread(std::move(scores));
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
