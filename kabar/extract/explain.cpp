#include "kabar/extract/explain.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/block_features.h"
#include "kabar/extract/block_scores.h"
#include "kabar/extract/contributions.h"
#include "kabar/extract/feature_names.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/tree_model.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// The first two words of a class, the id.
std::string step_of(const markup::HtmlTree& tree, NodeIndex i) {
  constexpr std::size_t kMaxName = 32;
  std::string out(tree[i].tag == Tag::kUnknown ? "?" : markup::name_of(tree[i].tag));
  if (const auto id = ascii::trim(tree.attribute(i, "id")); !id.empty()) {
    out += '#';
    out += utf8::head(id, kMaxName);
  }
  std::string_view classes = ascii::trim(tree.attribute(i, "class"));
  for (int n = 0; n < 2 && !classes.empty(); ++n) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n\r\f"), classes.size());
    out += '.';
    out += utf8::head(classes.substr(0, end), kMaxName);
    classes = ascii::trim(classes.substr(end));
  }
  return out;
}

std::string path_of(const markup::HtmlTree& tree, NodeIndex element) {
  constexpr int kSteps = 4;
  std::string out = step_of(tree, element);
  int steps = 1;
  for (NodeIndex i = tree[element].parent; steps < kSteps && tree[i].tag != Tag::kBody && i != 0;
       i = tree[i].parent) {
    out.insert(0, step_of(tree, i) + " > ");
    ++steps;
  }
  return out;
}

std::vector<Reason> strongest(std::span<const float> contributions, std::span<const float> row) {
  constexpr float kLeast = 0.05F;
  std::vector<Reason> out;
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    if (std::abs(contributions[i]) >= kLeast) out.push_back({feature_name(i), row[i], contributions[i]});
  }
  std::sort(out.begin(), out.end(),
            [](const Reason& a, const Reason& b) { return std::abs(a.weight) > std::abs(b.weight); });
  if (out.size() > kMaxReasons) out.resize(kMaxReasons);
  return out;
}

// Scores the blocks that extraction asked the models about again, with their reasons.
class BlockExplainer {
 public:
  explicit BlockExplainer(const Extraction& from)
      : from_(from),
        view_(from.tree, from.page),
        evidence_(from.tree, view_.page(), from.metadata),
        asked_(worth_asking(evidence_)),
        rows_(asked_.size() * kAllFeatures),
        row_of_(from.page.blocks.size(), kNotAsked),
        first_scores_(view_.page().blocks.size()) {
    for (std::size_t n = 0; n < asked_.size(); ++n) {
      row_of_[view_.in_whole(asked_[n])] = n;
      own_features(evidence_, asked_[n], row(n).first(kOwnFeatures));
    }
    by_itself_.emplace(block_model(), rows_, kAllFeatures);
    for (std::size_t n = 0; n < asked_.size(); ++n)
      first_scores_[asked_[n]] = probability(by_itself_->score(row(n)));
    evidence_.add_scores(first_scores_);
    const ScoreContext context(evidence_, first_scores_);
    for (std::size_t n = 0; n < asked_.size(); ++n)
      context.features(asked_[n], row(n).last(kContextFeatures));
    in_context_.emplace(context_model(), rows_, kAllFeatures);
  }

  ExplainedBlock explain(std::size_t i) {
    const TextBlock& block = from_.page.blocks[i];
    ExplainedBlock out;
    out.path = path_of(from_.tree, block.element);
    out.text = from_.page.text_of(block);
    out.kind = block.kind;
    out.verdict = from_.body.verdicts[i];
    if (const std::size_t n = row_of_[i]; n != kNotAsked) give_reasons(n, from_.body.scores[i], out);
    return out;
  }

 private:
  static constexpr std::size_t kNotAsked = SIZE_MAX;

  std::span<float> row(std::size_t n) { return std::span(rows_).subspan(n * kAllFeatures, kAllFeatures); }

  void give_reasons(std::size_t n, float score, ExplainedBlock& out) {
    out.asked = true;
    out.first_score = first_scores_[asked_[n]];
    out.score = score;
    out.first_reasons = strongest(by_itself_->of(row(n)), row(n));
    if (score > 0) out.reasons = strongest(in_context_->of(row(n)), row(n));
  }

  const Extraction& from_;
  ModelView view_;
  PageEvidence evidence_;
  std::vector<std::size_t> asked_;  // blocks of the view
  std::vector<float> rows_;         // of each of them
  std::vector<std::size_t> row_of_;
  std::vector<float> first_scores_;  // of each block of the view
  std::optional<Contributions> by_itself_;
  std::optional<Contributions> in_context_;
};

}  // namespace

Explanation explain(const Extraction& extraction) {
  Explanation out;
  BlockExplainer blocks(extraction);
  for (std::size_t i = 0; i < extraction.page.blocks.size(); ++i) out.blocks.push_back(blocks.explain(i));
  out.fields = metadata_claims(extraction);
  out.no_article = extraction.body.no_article;
  out.from_structure = extraction.from_structure;
  return out;
}

std::string_view meaning_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::kKept: return "stands in the article";
    case Verdict::kUnlikely: return "was not taken for the article's text by the models";
    case Verdict::kHeadline: return "repeats the headline";
    case Verdict::kByline: return "is a byline, a date or a credit";
    case Verdict::kBox: return "is the label of an advert, an offer or a button";
    case Verdict::kRepeated: return "stands in the article already";
    case Verdict::kPullQuote: return "repeats a sentence of the text beside it";
    case Verdict::kLinkLine: return "is a line of links, \"read also\"";
    case Verdict::kComment: return "belongs to the readers' comments";
    case Verdict::kNextStory: return "belongs to the next story of an endless page";
    case Verdict::kLeftover: return "is a heading with nothing below it";
    case Verdict::kEmbed: return "is part of an embedded post";
  }
  return "";
}

}  // namespace kabar::extract
