#include "kabar/extract/metadata.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/extract/authors.h"
#include "kabar/extract/date_choice.h"
#include "kabar/extract/entities.h"
#include "kabar/extract/headline.h"
#include "kabar/extract/json_ld.h"
#include "kabar/extract/page_facts.h"
#include "kabar/extract/stand_in.h"
#include "kabar/net/url.h"
#include "kabar/text/language.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;

PageClaim claim_of(std::string_view og_type) {
  if (og_type.empty()) return PageClaim::kNone;
  if (og_type == "article" || og_type == "blog" || og_type == "news") return PageClaim::kArticle;
  if (og_type == "website" || og_type == "webpage") return PageClaim::kWebsite;
  return og_type.find("product") != og_type.npos ? PageClaim::kProduct : PageClaim::kOther;
}

/// Gathers the parts into one Metadata.
class MetadataReader {
 public:
  MetadataReader(const HtmlTree& tree, const PageContext& context)
      : tree_(tree), context_(context), facts_(collect_facts(tree)), data_(read_json_ld(facts_.json_ld)) {
    url_ = own_url(facts_, context.url);
    if (auto parsed = net::Url::parse(url_)) base_ = *std::move(parsed);
  }

  Metadata run() {
    article_ = own_article(data_, facts_, context_.url);
    out_.warnings = data_.warnings;
    read_site();
    read_language();
    read_headline();
    read_dates();
    read_authors();
    read_rest();
    return std::move(out_);
  }

 private:
  std::string plain_meta(std::string_view name) const { return plain_field(facts_.meta(name)); }

  template <class... Names>
  std::string first_meta(Names... names) const {
    std::string out;
    (void)((out = plain_meta(names), !out.empty()) || ...);
    return out;
  }

  void read_site() {
    out_.site = first_meta("og:site_name", "application-name", "al:android:app_name", "dc.publisher");
    if (out_.site.empty() && article_ != nullptr) out_.site = article_->publisher;
    if (out_.site.empty()) out_.site = data_.site;
  }

  void read_language() {
    const std::string declared[] = {std::string(facts_.html_lang), plain_meta("content-language"),
                                    plain_meta("og:locale"), article_ == nullptr ? "" : article_->language};
    for (const auto& tag : declared) {
      if (out_.declared_lang.empty()) out_.declared_lang = text::base_language(tag);
      if (tag_.empty() && !text::base_language(tag).empty()) tag_ = tag;
    }
  }

  void read_headline() {
    TitleClaims claims;
    if (article_ != nullptr && article_->is_article) {
      claims.structured = article_->headline;
      claims.alternative = article_->alternative_headline;
    }
    for (const auto name : kTitleMetas) {
      if (claims.open_graph.empty()) claims.open_graph = plain_meta(name);
    }
    claims.document = facts_.title;
    claims.plain = plain_meta("headline");
    claims.site = out_.site;
    claims.host = base_.host;
    auto headline = choose_headline(tree_, facts_, claims);
    out_.title = std::move(headline.title);
    out_.headline = headline.node;
  }

  void read_dates() {
    PageContext context = context_;
    context.url = url_;
    auto dates = choose_dates(tree_, facts_, article_, out_.headline, tag_, context);
    if (dates.order_guessed && tag_.empty()) {
      const std::string language = text::detect_language(sample()).code;
      dates = choose_dates(tree_, facts_, article_, out_.headline, language, context);
    }
    out_.published = dates.published;
    out_.modified = dates.modified;
    out_.origins.published = dates.published_from;
    out_.origins.modified = dates.modified_from;
    std::move(dates.warnings.begin(), dates.warnings.end(), std::back_inserter(out_.warnings));
  }

  /// Enough of the page's sentences to tell their language.
  std::string sample() const {
    constexpr std::size_t kSentence = 40;  // bytes
    constexpr std::size_t kEnough = 2000;
    std::string out = out_.title;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (NodeIndex i = out_.headline; i < count && out.size() < kEnough;) {
      const auto& node = tree_[i];
      if (node.tag == markup::Tag::kText && node.text.size() >= kSentence)
        out.append(1, '\n').append(utf8::head(node.text, kEnough));
      i = markup::is_opaque(node.tag) ? node.end : i + 1;
    }
    return out;
  }

  void read_authors() {
    OutletNames outlet;
    outlet.site = out_.site;
    if (article_ != nullptr) outlet.publisher = article_->publisher;
    outlet.host = base_.host;
    auto byline = choose_authors(tree_, facts_, article_, out_.headline, outlet);
    out_.authors = std::move(byline.authors);
    out_.agency = std::move(byline.agency);
    if (!out_.authors.empty()) out_.origins.authors = byline.origin;
  }

  void read_rest() {
    out_.canonical = absolute(facts_.canonical.empty() ? facts_.meta("og:url") : facts_.canonical);
    out_.description = first_meta("og:description", "description", "twitter:description");
    out_.image = image();
    const auto kind = ascii::lower(facts_.meta("og:type"));
    out_.claim = claim_of(kind);
    out_.structured_kinds = data_.kinds;
    out_.structured_article = kind == "article" || (article_ != nullptr && article_->is_article);
    const auto tier = ascii::lower(facts_.meta("article:content_tier"));
    out_.paywalled = tier == "locked" || tier == "metered";
    if (article_ == nullptr) return;
    out_.structured_body = article_->body;
    if (out_.description.empty()) out_.description = article_->description;
    out_.paywalled |= article_->free.has_value() && !*article_->free;
  }

  std::string absolute(std::string_view reference) const {
    reference = ascii::trim(reference);
    if (reference.empty()) return {};
    if (base_.host.empty()) {
      auto parsed = net::Url::parse(reference);
      return parsed ? parsed->to_string() : std::string();
    }
    auto resolved = base_.resolve(reference);
    return resolved ? resolved->to_string() : std::string();
  }

  std::string image() const {
    const std::string candidates[] = {std::string(facts_.meta("og:image")),
                                      std::string(facts_.meta("og:image:url")),
                                      article_ == nullptr ? "" : article_->image,
                                      std::string(facts_.meta("twitter:image")),
                                      std::string(facts_.meta("twitter:image:src")),
                                      std::string(facts_.meta("thumbnail")),
                                      std::string(facts_.image_link)};
    for (const auto& candidate : candidates) {
      if (candidate.empty() || is_stand_in(candidate)) continue;
      if (auto url = absolute(plain_field(candidate)); !url.empty()) return url;
    }
    return lead_image();
  }

  /// The first picture behind the headline.
  std::string lead_image() const {
    if (out_.headline == 0) return {};
    const NodeIndex from = tree_[out_.headline].end;
    for (const auto node : facts_.images) {
      if (node < from || node > from + 400) continue;
      for (const std::string_view name : {"src", "data-src", "data-lazy-src", "data-original"}) {
        const auto source = tree_.attribute(node, name);
        if (source.empty() || is_decoration(tree_, node, source)) continue;
        if (auto url = absolute(source); !url.empty()) return url;
      }
    }
    return {};
  }

  const HtmlTree& tree_;
  const PageContext& context_;
  PageFacts facts_;
  StructuredData data_;
  const StructuredArticle* article_ = nullptr;
  std::string url_;
  std::string tag_;  // the whole language tag, region included
  net::Url base_;
  Metadata out_;
};

}  // namespace

Metadata read_metadata(const HtmlTree& tree, const PageContext& context) {
  return MetadataReader(tree, context).run();
}

}  // namespace kabar::extract
