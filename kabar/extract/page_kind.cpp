#include "kabar/extract/page_kind.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kabar/base/ascii.h"
#include "kabar/base/assert.h"
#include "kabar/extract/tree_model.h"

namespace kabar::extract {
namespace {

using markup::Tag;

constexpr float kKept = 0.5F;

// Sums over the blocks that the body models keep.
struct KeptText {
  float blocks = 0;
  float weight = 0;
  float prose = 0;
  float links = 0;
  float score = 0;  // weighted by text
  float headings = 0;
  float items = 0;
  float long_paragraphs = 0;
  float longest = 0;
  float stops = 0;
  float commas = 0;
  float digits = 0;
  float most_alike_headings = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

void add_block(KeptText& kept, const PageEvidence& page, std::size_t i, float score) {
  const TextBlock& block = page.page().blocks[i];
  const auto weight = static_cast<float>(block.stats.weight);
  if (kept.blocks == 0) kept.first = i;
  kept.last = i;
  ++kept.blocks;
  kept.weight += weight;
  kept.prose += prose_of(block);
  kept.links += weight * link_share(block);
  kept.score += weight * score;
  kept.items += block.kind == BlockKind::kListItem ? 1.0F : 0.0F;
  kept.long_paragraphs += weight >= 200 ? 1.0F : 0.0F;
  kept.longest = std::max(kept.longest, weight);
  kept.stops += static_cast<float>(block.stats.stops);
  kept.commas += static_cast<float>(block.stats.commas);
  kept.digits += static_cast<float>(block.stats.digits);
  if (block.heading != 0) {
    ++kept.headings;
    kept.most_alike_headings = std::max(kept.most_alike_headings, static_cast<float>(page.look_of(i).count));
  }
}

KeptText kept_text(const PageEvidence& page, std::span<const float> scores) {
  KeptText kept;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] >= kKept) add_block(kept, page, i, scores[i]);
  }
  return kept;
}

struct Elements {
  float articles = 0;
  float images = 0;
  float forms = 0;
  float first_headings = 0;
};

Elements count_elements(const markup::HtmlTree& tree) {
  Elements count;
  for (const markup::HtmlNode& node : tree.nodes()) {
    if (node.tag == Tag::kArticle) ++count.articles;
    if (node.tag == Tag::kImg) ++count.images;
    if (node.tag == Tag::kInput) ++count.forms;
    if (node.tag == Tag::kH1) ++count.first_headings;
  }
  return count;
}

struct PathShape {
  float segments = 0;
  float digits = 0;
  float last_hyphens = 0;
  float last_size = 0;
};

PathShape shape_of(std::string_view url) {
  PathShape shape;
  const std::size_t host = url.find("//");
  if (host != std::string_view::npos) url.remove_prefix(host + 2);
  const std::size_t path = url.find('/');
  url = path == std::string_view::npos ? std::string_view() : url.substr(path + 1);
  url = url.substr(0, url.find('#'));
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.empty()) return shape;
  shape.segments = 1.0F + static_cast<float>(std::count(url.begin(), url.end(), '/'));
  shape.digits = static_cast<float>(std::count_if(url.begin(), url.end(), ascii::is_digit));
  const std::string_view last = url.substr(url.rfind('/') + 1);
  shape.last_hyphens = static_cast<float>(std::count(last.begin(), last.end(), '-'));
  shape.last_size = static_cast<float>(last.size());
  return shape;
}

float ratio(float part, float whole) {
  return whole > 0 ? part / whole : 0.0F;
}
float flag(bool value) {
  return value ? 1.0F : 0.0F;
}

}  // namespace

void page_features(const PageEvidence& page, std::span<const float> scores, const Metadata& metadata,
                   std::string_view url, std::span<float> out) {
  const KeptText kept = kept_text(page, scores);
  const Elements elements = count_elements(page.tree());
  const PathShape path = shape_of(url);
  const RunSums& total = page.total();
  const float span = kept.blocks > 0 ? static_cast<float>(kept.last - kept.first + 1) : 0.0F;
  const std::array<float, kPageFeatures> features = {
      std::log2(1 + kept.weight),
      std::log2(1 + kept.prose),
      ratio(kept.weight, total.weight),
      kept.blocks,
      ratio(kept.score, kept.weight),
      ratio(kept.links, kept.weight),
      ratio(kept.prose, kept.weight),
      ratio(kept.headings, kept.blocks),
      ratio(kept.items, kept.blocks),
      kept.long_paragraphs,
      std::log2(1 + kept.longest),
      ratio(100 * kept.stops, kept.weight),
      ratio(100 * kept.commas, kept.weight),
      ratio(100 * kept.digits, kept.weight),
      kept.most_alike_headings,
      ratio(kept.blocks, span),
      ratio(kept.weight, kept.blocks),
      std::log2(1 + static_cast<float>(scores.size())),
      ratio(total.links, total.weight),
      flag(page.headline() < scores.size()),
      flag(metadata.structured_article),
      flag(metadata.published.has_value()),
      flag(!metadata.authors.empty()),
      flag(!metadata.description.empty()),
      std::log2(1 + elements.articles),
      std::log2(1 + elements.images),
      std::log2(1 + elements.forms),
      elements.first_headings,
      path.segments,
      path.digits,
      path.last_hyphens,
      path.last_size,
  };
  KABAR_ASSERT(out.size() == features.size());
  std::copy(features.begin(), features.end(), out.begin());
}

float no_article_probability(const PageEvidence& page, std::span<const float> scores,
                             const Metadata& metadata, std::string_view url) {
  std::array<float, kPageFeatures> features{};
  page_features(page, scores, metadata, url, features);
  FeatureBatch batch(features.size());
  batch.set_row(0, features);
  return 1.0F / (1.0F + std::exp(-page_model().scores(batch)[0]));
}

}  // namespace kabar::extract
