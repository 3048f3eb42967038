#include "kabar/extract/extractor.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "kabar/base/blanks.h"
#include "kabar/extract/agency.h"
#include "kabar/extract/body.h"
#include "kabar/extract/body_fallback.h"
#include "kabar/extract/confidence.h"
#include "kabar/extract/link_base.h"
#include "kabar/extract/links.h"
#include "kabar/extract/paywall.h"
#include "kabar/extract/script_text.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/net/url.h"
#include "kabar/text/charset.h"
#include "kabar/text/language.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

// The probability from which on a page counts as one without an article: one in a hundred articles at most.
constexpr float kNoArticle = 0.85F;

// What the texts of structured data and scripts are worth, on the pages that show nothing else.
constexpr double kFallbackConfidence = 0.6;

// What can be no page's address is not known: nobody is to be led astray by it.
std::string_view web_address(std::string_view url) {
  return net::Url::parse(url) ? url : std::string_view();
}

Article with_metadata(const RawDocument& document, std::string_view url, const Metadata& metadata) {
  Article article;
  article.id = document.id;
  article.url = url;
  article.source = document.source;
  article.fetched = document.fetched_at;
  article.canonical = metadata.canonical;
  article.title = text::to_nfc(metadata.title);
  for (const std::string& author : metadata.authors) {
    std::string name = text::to_nfc(fold_blanks(author));
    if (!name.empty() &&
        std::find(article.authors.begin(), article.authors.end(), name) == article.authors.end())
      article.authors.push_back(std::move(name));
  }
  article.agency = metadata.agency;
  article.published = metadata.published;
  article.modified = metadata.modified;
  article.site = text::to_nfc(metadata.site);
  article.image = metadata.image;
  article.warnings = metadata.warnings;
  if (url != document.url) article.warnings.push_back("no address of the web: '" + document.url + "'");
  return article;
}

// What the lines above the text and its first words say of their source.
std::string_view credited_agency(const PageText& page, const Body& body) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const std::string_view text = page.text_of(page.blocks[i]);
    if (body.verdicts[i] == Verdict::kKept && page.blocks[i].kind == BlockKind::kParagraph)
      return agency_of_dateline(text);
    if (body.verdicts[i] != Verdict::kByline) continue;
    if (const auto agency = agency_of_credit(text); !agency.empty()) return agency;
  }
  return {};
}

// More digits than three are not worth their bytes.
double rounded(double confidence) {
  return std::round(confidence * 1000) / 1000;
}

void warn_of_losses(Article& article, const text::DecodedText& page, const markup::HtmlTree& tree) {
  if (page.replaced != 0) {
    article.warnings.push_back(std::to_string(page.replaced) + " characters of " +
                               std::string(page.encoding) + " could not be read");
  }
  if (tree.truncated()) article.warnings.emplace_back("the page is too long: a part was left out");
}

// In UTF-8 the bytes of another encoding become three times as many at most.
markup::HtmlLimits limits_of(const ExtractOptions& options) {
  return {.max_bytes = options.max_bytes * 3};
}

// The page once more, with the text that it leaves to its scripts at its end, where that holds more than the
// page shows. All nodes before it keep their numbers, and so what metadata says of them stays right.
Status take_script_text(Extraction& out, const ExtractOptions& options, std::string_view url) {
  const std::string text = script_text(out.tree);
  if (text.empty() || !goes_on_in(text, out.page, out.body)) return ok();
  auto page = std::make_unique<std::string>(out.decoded.utf8);
  *page += "<article>" + text + "</article>";
  KABAR_TRY(markup::HtmlTree tree, markup::HtmlTree::parse(*page, limits_of(options)));
  PageText blocks = segment(tree);
  Body body = choose_body(tree, blocks, out.metadata, url, options.memory);
  if (!is_worth_more(text_size(body.blocks), out.body)) return ok();
  out.tree = std::move(tree);
  out.with_script_text = std::move(page);
  out.page = std::move(blocks);
  out.body = std::move(body);
  return ok();
}

void add_body(Extraction& out, const ExtractOptions& options) {
  Article& article = out.article;
  if (article.agency.empty()) article.agency = credited_agency(out.page, out.body);
  article.blocks = out.from_structure ? paragraphs_of(text::to_nfc(out.metadata.structured_body))
                                      : std::move(out.body.blocks);
  if (!out.from_structure && is_cut_by_paywall(out.tree, out.page, out.body, out.metadata))
    article.access = Access::kPartial;
  const bool is_article = !article.blocks.empty() && (out.from_structure || out.body.no_article < kNoArticle);
  article.kind = is_article ? ArticleKind::kArticle : ArticleKind::kOther;
  article.confidence = out.from_structure ? kFallbackConfidence : rounded(confidence_of(out.page, out.body));
  if (out.with_script_text != nullptr)
    article.confidence = std::min(*article.confidence, kFallbackConfidence);
  if (out.from_structure) {
    article.warnings.emplace_back("the body comes from the page's structured data");
  } else if (out.with_script_text != nullptr) {
    article.warnings.emplace_back("the body comes from the page's scripts");
  }
  if (!out.from_structure && options.links)
    article.links = find_links(out.tree, out.page, out.body, LinkBase(out.tree, article.url), article.url);
}

// All but the bytes, which the result points into.
Result<Extraction> look_through(const RawDocument& document, const ExtractOptions& options) {
  if (document.bytes.size() > options.max_bytes) {
    return Error{Errc::kTooLarge, "larger than " + std::to_string(options.max_bytes) + " bytes"};
  }
  KABAR_TRY(text::DecodedText page,
            text::decode_page(document.bytes, document.charset, document.content_type));
  KABAR_TRY(markup::HtmlTree tree, markup::HtmlTree::parse(page.utf8, limits_of(options)));
  const std::string_view url = web_address(document.url);
  Metadata metadata = read_metadata(tree, {url, document.fetched_at});
  PageText blocks = segment(tree);
  Body body = choose_body(tree, blocks, metadata, url, options.memory);
  Article article = with_metadata(document, url, metadata);
  Extraction out{{},
                 std::move(page),
                 std::move(tree),
                 {},
                 std::move(blocks),
                 std::move(metadata),
                 std::move(body),
                 std::move(article)};
  out.from_structure = is_in_structure(out.metadata, out.page, out.body);
  if (!out.from_structure && may_be_in_scripts(out.tree, out.metadata, out.page, out.body))
    KABAR_CHECK(take_script_text(out, options, url));
  add_body(out, options);
  out.article.lang = text::detect_language(body_text(out.article), out.metadata.declared_lang).code;
  warn_of_losses(out.article, out.decoded, out.tree);
  return out;
}

}  // namespace

Result<Article> extract(const RawDocument& document, const ExtractOptions& options) {
  KABAR_TRY(Extraction whole, look_through(document, options));
  return std::move(whole.article);
}

Result<Extraction> extract_in_full(RawDocument document, const ExtractOptions& options) {
  KABAR_TRY(Extraction whole, look_through(document, options));
  whole.bytes = std::move(document.bytes);
  return whole;
}

}  // namespace kabar::extract
