#include "kabar/extract/links.h"

#include <algorithm>
#include <unordered_set>

#include "kabar/extract/class_hints.h"
#include "kabar/extract/page_evidence.h"
#include "kabar/extract/page_facts.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr std::size_t kMaxText = 400;       // bytes of what a link shows
constexpr std::uint32_t kLeastWeight = 24;  // characters of a headline
constexpr std::uint32_t kMostWeight = 240;
constexpr std::uint32_t kLeastWords = 4;

std::string_view without_fragment(std::string_view address) {
  return address.substr(0, address.find('#'));
}

class LinkFinder {
 public:
  LinkFinder(const HtmlTree& tree, const PageText& page, const Body& body, const LinkBase& base)
      : tree_(tree), page_(page), body_(body), base_(base) {}

  std::vector<Link> run(std::string_view own_url) {
    seen_.emplace(without_fragment(own_url));
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (body_.verdicts[i] == Verdict::kKept && page_.blocks[i].links != 0) add_cited(page_.blocks[i]);
    }
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (is_headline(i)) add_related(page_.blocks[i]);
    }
    return std::move(links_);
  }

 private:
  // The links that hold a block or lie in it.
  void add_cited(const TextBlock& block) {
    if (NodeIndex around = link_around(block.first); around != 0) add(around, LinkRole::kBody);
    for (NodeIndex i = block.first; i <= block.last && links_.size() < kMaxBodyLinks; ++i) {
      if (tree_[i].tag == Tag::kA) add(i, LinkRole::kBody);
    }
  }

  NodeIndex link_around(NodeIndex i) const {
    constexpr int kLevels = 12;
    for (int level = 0; level < kLevels && i != 0; ++level, i = tree_[i].parent) {
      if (tree_[i].tag == Tag::kA) return i;
    }
    return 0;
  }

  void add(NodeIndex link, LinkRole role) {
    std::string url = base_.absolute(tree_.attribute(link, "href"));
    if (url.empty() || url.size() > kMaxAddress || !seen_.emplace(without_fragment(url)).second) return;
    links_.push_back({role, std::move(url), text::to_nfc(visible_text(tree_, link, kMaxText))});
  }

  bool is_headline(std::size_t i) const {
    const TextBlock& block = page_.blocks[i];
    const bool dropped = body_.verdicts[i] == Verdict::kUnlikely || body_.verdicts[i] == Verdict::kLinkLine;
    if (!dropped || block.links != 1 || link_share(block) < 0.75F) return false;
    const TextStats& stats = block.stats;
    if (stats.weight < kLeastWeight || stats.weight > kMostWeight || stats.words < kLeastWords) return false;
    constexpr std::uint32_t kElsewhere = kInNav | kInFooter | kInForm | kInButton | kInTime;
    if ((block.inside & kElsewhere) != 0) return false;
    constexpr std::uint32_t kOther =
        kShareHint | kNavHint | kFooterHint | kAdHint | kOfferHint | kCommentHint | kDialogHint | kSearchHint;
    constexpr std::uint32_t kSure = kRelatedHint | kTitleHint;
    return (block.near_hints & kSure) != 0 ||
           ((block.near_hints & kOther) == 0 && (block.far_hints & (kCommentHint | kDialogHint)) == 0);
  }

  void add_related(const TextBlock& block) {
    if (related_ >= kMaxRelatedLinks) return;
    NodeIndex link = link_around(block.first);
    for (NodeIndex i = block.first; link == 0 && i <= block.last; ++i) {
      if (tree_[i].tag == Tag::kA) link = i;
    }
    if (link == 0) return;
    std::string url = base_.absolute(tree_.attribute(link, "href"));
    if (!leads_to_article(url) || !seen_.emplace(without_fragment(url)).second) return;
    ++related_;
    links_.push_back({LinkRole::kRelated, std::move(url), text::to_nfc(page_.text_of(block))});
  }

  // Neither a front page nor another service's share form.
  bool leads_to_article(std::string_view url) const {
    const std::size_t scheme = url.find("://");
    if (scheme == url.npos || url.size() > kMaxAddress) return false;
    const std::size_t path = url.find('/', scheme + 3);
    return path != url.npos && path + 1 < url.size();
  }

  static constexpr std::size_t kMaxAddress = 2000;

  const HtmlTree& tree_;
  const PageText& page_;
  const Body& body_;
  const LinkBase& base_;
  std::unordered_set<std::string> seen_;
  std::vector<Link> links_;
  std::size_t related_ = 0;
};

}  // namespace

std::vector<Link> find_links(const HtmlTree& tree, const PageText& page, const Body& body,
                             const LinkBase& base, std::string_view own_url) {
  return LinkFinder(tree, page, body, base).run(own_url);
}

}  // namespace kabar::extract
