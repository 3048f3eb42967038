#include "kabar/extract/article_html.h"

#include <algorithm>

#include "kabar/extract/link_base.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/markup/html_escape.h"
#include "kabar/markup/safe_html.h"

namespace kabar::extract {
namespace {

using markup::NodeIndex;
using markup::Tag;

// Lets through what the body is made of.
class BodyPolicy final : public markup::HtmlPolicy {
 public:
  explicit BodyPolicy(const Extraction& from)
      : tree_(from.tree),
        page_(from.page),
        body_(from.body),
        base_(from.tree, from.article.url),
        shown_(from.tree.nodes().size()) {
    for (std::size_t i = 0; i < from.page.blocks.size(); ++i) {
      kept_before_.push_back(kept_);
      if (body_.verdicts[i] != Verdict::kKept) continue;
      show_texts(from.page.blocks[i]);
      ++kept_;
    }
    kept_before_.push_back(kept_);
    for (const NodeIndex unseen : from.page.unseen) shown_[unseen] = false;
    for (NodeIndex i = first_; i < last_; ++i) {
      if (tree_[i].tag == Tag::kFigure && !is_teaser(i)) show_pictures(i);
    }
  }

  bool shows(NodeIndex node) const override { return shown_[node]; }
  std::string address(std::string_view reference) const override { return base_.absolute(reference); }

  std::optional<markup::EmbedText> embed(NodeIndex element) const override {
    const auto before = [](const Embed& embed, NodeIndex node) { return embed.element < node; };
    const auto hit = std::lower_bound(body_.embeds.begin(), body_.embeds.end(), element, before);
    if (hit == body_.embeds.end() || hit->element != element) return std::nullopt;
    return markup::EmbedText{hit->url, hit->text == hit->url ? std::string_view() : hit->text,
                             tree_[element].tag == Tag::kBlockquote};
  }

 private:
  void show_texts(const TextBlock& block) {
    for (NodeIndex i = block.first; i <= block.last; ++i) shown_[i] = tree_[i].tag == Tag::kText;
    if (last_ == 0) first_ = block.first;
    last_ = block.last;
  }

  /// Whether a figure stands in a box of its own that leads on to another article: a line that is a link is
  /// near it, and nothing of the body.
  bool is_teaser(NodeIndex figure) const {
    constexpr std::uint32_t kMostBlocks = 8;
    constexpr std::uint32_t kHeadline = 20;
    NodeIndex box = figure;
    while (box != 0 && !holds_body(tree_[box].parent)) box = tree_[box].parent;
    const std::uint32_t from = page_.blocks_before[box];
    const std::uint32_t to = std::min(page_.blocks_before[tree_[box].end], from + kMostBlocks);
    for (std::uint32_t i = from; i < to; ++i) {
      const TextBlock& block = page_.blocks[i];
      if (block.stats.weight >= kHeadline && link_share(block) > 0.75F) return !holds_body(box);
    }
    return false;
  }

  bool holds_body(NodeIndex element) const {
    return kept_before_[page_.blocks_before[element]] !=
           kept_before_[page_.blocks_before[tree_[element].end]];
  }

  void show_pictures(NodeIndex figure) {
    for (NodeIndex i = figure; i < tree_[figure].end; ++i) {
      if (tree_[i].tag == Tag::kImg) shown_[i] = true;
    }
  }

  const markup::HtmlTree& tree_;
  const PageText& page_;
  const Body& body_;
  LinkBase base_;
  std::vector<bool> shown_;
  std::vector<std::uint32_t> kept_before_;  // by block, and the end
  std::uint32_t kept_ = 0;
  NodeIndex first_ = 0;
  NodeIndex last_ = 0;
};

std::string paragraphs(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) out += "<p>" + markup::escaped(block.text) + "</p>";
  const auto safe = markup::sanitize(out);
  return safe ? *safe : std::string();
}

}  // namespace

std::string article_html(const Extraction& extraction) {
  if (extraction.article.blocks.empty()) return {};
  if (extraction.from_structure) return paragraphs(extraction.article.blocks);
  return markup::safe_html(extraction.tree, BodyPolicy(extraction));
}

}  // namespace kabar::extract
