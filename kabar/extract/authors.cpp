#include "kabar/extract/authors.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/extract/agency.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

constexpr NodeIndex kBefore = 80;
constexpr NodeIndex kBehind = 300;
constexpr std::size_t kMaxBylineText = 240;

constexpr std::string_view kAuthorMetas[] = {
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "cxenseparse:author",
    "article:author_name",
    "authors",
    "creator",
    "citation_author",
    "og:article:author",
    "article.author",
    "twitter:creator:name",
    "rbauthors",
    "dcsext.author",
};

class AuthorChooser {
 public:
  AuthorChooser(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                NodeIndex headline, const OutletNames& outlet)
      : tree_(tree), facts_(facts), article_(article), headline_(headline), outlet_(outlet) {}

  Byline run() {
    Byline out;
    structured(out);
    if (out.authors.empty()) hinted(true, out);
    if (out.authors.empty()) metas(out);
    if (out.authors.empty()) hinted(false, out);
    if (out.authors.empty()) printed(out);
    if (out.agency.empty()) out.agency = credited_agency();
    return out;
  }

 private:
  void structured(Byline& out) const {
    if (article_ == nullptr) return;
    for (const auto& author : article_->authors) {
      if (author.organization && agency_named(author.name).empty()) continue;
      add_named_authors(author.name, outlet_, out);
    }
  }

  void metas(Byline& out) const {
    for (const auto name : kAuthorMetas) {
      for (const auto& meta : facts_.metas) {
        if (meta.name == name) add_named_authors(meta.content, outlet_, out);
      }
      if (!out.authors.empty()) return;
    }
  }

  bool near_headline(NodeIndex node) const {
    if (headline_ == 0) return true;
    return node + kBefore >= headline_ && node <= tree_[headline_].end + kBehind;
  }

  /// Elements that call themselves author or byline; nested ones say the same again.
  void hinted(bool strong, Byline& out) const {
    NodeIndex done = 0;
    for (const auto& hint : facts_.hints) {
      if (hint.hint != Hint::kAuthor || hint.strong != strong || hint.node < done) continue;
      if (!near_headline(hint.node) || is_furniture(hint.node)) continue;
      const auto shown = visible_text(tree_, hint.node, kMaxBylineText + 1);
      if (shown.empty() || shown.size() > kMaxBylineText) continue;
      const auto line = parse_byline(shown, outlet_);
      for (const auto& author : line.authors) add_named_authors(author, outlet_, out);
      if (out.agency.empty()) out.agency = line.agency;
      done = tree_[hint.node].end;
      if (!strong && !out.authors.empty()) return;
    }
  }

  /// A short text near the headline that begins as bylines do.
  void printed(Byline& out) const {
    if (headline_ == 0) return;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const auto end = std::min(count, tree_[headline_].end + kBehind);
    for (NodeIndex i = tree_[headline_].end; i < end; ++i) {
      const auto& node = tree_[i];
      if (node.tag != Tag::kText || node.text.size() < 3 || node.text.size() > kMaxBylineText) continue;
      const auto shown = ascii::trim(node.text);
      if (!starts_like_byline(shown) || is_furniture(i)) continue;
      const auto line = parse_byline(whole_line(i, shown), outlet_);
      if (line.authors.empty()) continue;
      out.authors = line.authors;
      if (out.agency.empty()) out.agency = line.agency;
      return;
    }
  }

  /// "By" alone is followed by the name in an element beside it.
  std::string whole_line(NodeIndex i, std::string_view shown) const {
    if (shown.size() > 14) return std::string(shown);
    return visible_text(tree_, tree_[i].parent, kMaxBylineText);
  }

  bool is_furniture(NodeIndex node) const {
    for (NodeIndex i = node; i != tree_[i].parent; i = tree_[i].parent) {
      const auto tag = tree_[i].tag;
      if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kFigure || tag == Tag::kFigcaption)
        return true;
      if (tag == Tag::kBody) return false;
      for (const auto& attribute : tree_.attributes(i)) {
        if (attribute.name == "class" && speaks_of_others(attribute.value)) return true;
      }
    }
    return false;
  }

  static bool speaks_of_others(std::string_view names) {
    constexpr std::string_view kWords[] = {"related",   "recommend", "sidebar", "comment",
                                           "most-read", "trending",  "widget",  "popular",
                                           "promo",     "caption",   "credit"};
    return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
      return ascii::find_ignoring_case(names, word) != names.npos;
    });
  }

  std::string credited_agency() const {
    if (article_ == nullptr) return {};
    for (const auto& author : article_->authors) {
      if (const auto agency = agency_named(author.name); !agency.empty()) return std::string(agency);
    }
    const auto source = agency_named(article_->source);
    return is_outlet(article_->source, outlet_) ? std::string() : std::string(source);
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  const StructuredArticle* article_;
  NodeIndex headline_;
  const OutletNames& outlet_;
};

}  // namespace

Byline choose_authors(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                      NodeIndex headline, const OutletNames& outlet) {
  return AuthorChooser(tree, facts, article, headline, outlet).run();
}

}  // namespace kabar::extract
