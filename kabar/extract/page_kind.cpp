#include "kabar/extract/page_kind.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kabar/base/assert.h"
#include "kabar/extract/json_ld.h"
#include "kabar/extract/page_shape.h"
#include "kabar/extract/template_kind.h"
#include "kabar/extract/tree_model.h"
#include "kabar/extract/url_shape.h"
#include "kabar/extract/weighted_sum.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// Added to the log odds for a site's front page: the pages to learn from hold too few for the model.
constexpr float kFrontPage = 3.0F;

struct Elements {
  float images = 0;
  float inputs = 0;
  float buttons = 0;
  float first_headings = 0;
  float drawings = 0;
  float articles = 0;
};

Elements count_elements(const markup::HtmlTree& tree) {
  Elements count;
  for (const markup::HtmlNode& node : tree.nodes()) {
    if (node.tag == Tag::kImg) ++count.images;
    if (node.tag == Tag::kInput) ++count.inputs;
    if (node.tag == Tag::kButton) ++count.buttons;
    if (node.tag == Tag::kH1) ++count.first_headings;
    if (node.tag == Tag::kSvg) ++count.drawings;
    if (node.tag == Tag::kArticle) ++count.articles;
  }
  return count;
}

float ratio(float part, float whole) {
  return whole > 0 ? part / whole : 0.0F;
}
float percent(float part, float whole) {
  return 100 * ratio(part, whole);
}
float flag(bool value) {
  return value ? 1.0F : 0.0F;
}
float log_of(float count) {
  return std::log2(1 + count);
}

// Writes one feature after another.
class Row {
 public:
  explicit Row(std::span<float> out) : out_(out) {}
  void add(std::initializer_list<float> values) {
    KABAR_ASSERT(used_ + values.size() <= out_.size());
    std::copy(values.begin(), values.end(), out_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += values.size();
  }
  bool full() const { return used_ == out_.size(); }

 private:
  std::span<float> out_;
  std::size_t used_ = 0;
};

void add_address(const UrlShape& url, Row& row) {
  row.add({url.segments, url.last_hyphens, url.last_size, flag((url.words & kShopWord) != 0),
           flag((url.words & kServiceWord) != 0), flag((url.words & kArticleWord) != 0), flag(url.asks)});
}

void add_text(const KeptText& kept, const RunSums& total, Row& row) {
  row.add({log_of(kept.weight), log_of(kept.prose), ratio(kept.weight, total.weight), kept.blocks,
           ratio(kept.score, kept.weight), ratio(kept.links, kept.weight), ratio(kept.prose, kept.weight),
           kept.long_paragraphs, log_of(kept.longest), percent(kept.stops, kept.weight),
           percent(kept.commas, kept.weight), ratio(kept.blocks, kept.span), ratio(kept.weight, kept.blocks),
           ratio(kept.bold, kept.weight), percent(kept.asks, kept.weight), percent(kept.we, kept.weight),
           percent(kept.you, kept.weight), ratio(kept.calls, kept.blocks)});
}

void add_places(const KeptText& kept, Row& row) {
  row.add({log_of(kept.parents), ratio(kept.parents, kept.blocks), ratio(kept.most_in_parent, kept.weight),
           ratio(kept.most_in_look, kept.weight), ratio(kept.in_article, kept.weight),
           ratio(kept.in_heading, kept.weight), ratio(kept.in_paragraph, kept.weight),
           ratio(kept.in_list, kept.weight), ratio(kept.near_body, kept.weight),
           ratio(kept.near_main, kept.weight), ratio(kept.far_ad, kept.weight),
           ratio(kept.far_box, kept.weight)});
}

void add_whole(const PageShape& shape, const RunSums& total, float blocks, Row& row) {
  const WholeText& whole = shape.whole;
  row.add({ratio(total.links, total.weight), ratio(whole.unsure, total.weight),
           ratio(whole.unsure, shape.kept.weight),
           ratio(whole.lost_prose, shape.kept.prose + whole.lost_prose), log_of(whole.in_buttons),
           log_of(whole.prices), percent(whole.prices, total.weight), ratio(whole.near_share, blocks),
           ratio(whole.near_side, blocks), ratio(whole.near_ad, blocks), ratio(whole.near_author, blocks),
           ratio(whole.near_hidden, blocks), ratio(whole.near_box, blocks),
           ratio(whole.near_search, blocks)});
}

void add_claims(const Metadata& metadata, const Elements& elements, Row& row) {
  row.add({flag(metadata.structured_article), flag(metadata.published.has_value()),
           flag(!metadata.authors.empty()), flag((metadata.structured_kinds & kProductKind) != 0),
           flag((metadata.structured_kinds & kBusinessKind) != 0), static_cast<float>(metadata.claim),
           log_of(static_cast<float>(metadata.title.size())), log_of(elements.images),
           log_of(elements.inputs), log_of(elements.buttons), elements.first_headings,
           log_of(elements.drawings), log_of(elements.articles)});
}

// What systems that make pages from templates write on <body>: the kind of template.
void add_template(const markup::HtmlTree& tree, Row& row) {
  NodeIndex body = 0;
  while (body < tree.nodes().size() && tree[body].tag != Tag::kBody) ++body;
  const std::uint32_t kinds = body == tree.nodes().size() ? 0
                                                          : template_kinds(tree.attribute(body, "class")) |
                                                                template_kinds(tree.attribute(body, "id"));
  for (int kind = 0; kind < kTemplateKindCount; ++kind)
    row.add({flag((kinds >> static_cast<unsigned>(kind) & 1U) != 0)});
}

}  // namespace

void page_features(const PageEvidence& page, std::span<const float> scores, const Metadata& metadata,
                   std::string_view url, std::span<float> out) {
  const PageShape shape = page_shape(page, scores);
  Row row(out);
  add_address(url_shape(url), row);
  add_text(shape.kept, page.total(), row);
  add_places(shape.kept, row);
  add_whole(shape, page.total(), static_cast<float>(scores.size()), row);
  add_claims(metadata, count_elements(page.tree()), row);
  add_template(page.tree(), row);
  KABAR_ASSERT(row.full());
}

float no_article_probability(const PageEvidence& page, std::span<const float> scores,
                             const Metadata& metadata, std::string_view url) {
  std::array<float, kPageFeatures> features{};
  page_features(page, scores, metadata, url, features);
  FeatureBatch batch(features.size());
  batch.set_row(0, features);
  const float odds = page_model().scores(batch)[0] + page_sum().score(features) +
                     (url_shape(url).is_root() ? kFrontPage : 0.0F);
  return probability(odds);
}

}  // namespace kabar::extract
