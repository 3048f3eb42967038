#include "kabar/extract/extractor.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kabar/extract/agency.h"
#include "kabar/extract/body.h"
#include "kabar/extract/confidence.h"
#include "kabar/extract/link_base.h"
#include "kabar/extract/links.h"
#include "kabar/extract/paywall.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/text/charset.h"
#include "kabar/text/language.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

// The probability from which on a page counts as one without an article: one in a hundred articles at most.
constexpr float kNoArticle = 0.72F;

// What the texts of structured data are worth, on the pages that show nothing else.
constexpr double kStructuredConfidence = 0.6;

Article with_metadata(const RawDocument& document, const Metadata& metadata) {
  Article article;
  article.id = document.id;
  article.url = document.url;
  article.source = document.source;
  article.fetched = document.fetched_at;
  article.canonical = metadata.canonical;
  article.title = text::to_nfc(metadata.title);
  for (const std::string& author : metadata.authors) {
    std::string name = text::to_nfc(author);
    if (std::find(article.authors.begin(), article.authors.end(), name) == article.authors.end())
      article.authors.push_back(std::move(name));
  }
  article.agency = metadata.agency;
  article.published = metadata.published;
  article.modified = metadata.modified;
  article.site = text::to_nfc(metadata.site);
  article.image = metadata.image;
  article.warnings = metadata.warnings;
  return article;
}

std::size_t text_size(const std::vector<Block>& blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += block.text.size();
  return size;
}

// Pages that a script fills show little or nothing of what their structured data holds.
bool use_structured_body(const Metadata& metadata, const std::vector<Block>& blocks) {
  const std::size_t structured = metadata.structured_body.size();
  return structured > 300 && structured > 3 * text_size(blocks) + 200;
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
  if (tree.truncated())
    article.warnings.emplace_back("the page is too deep or too long: a part was left out");
}

// All but the bytes, which the result points into.
Result<Extraction> look_through(const RawDocument& document, const ExtractOptions& options) {
  if (document.bytes.size() > options.max_bytes) {
    return Error{Errc::kTooLarge, "larger than " + std::to_string(options.max_bytes) + " bytes"};
  }
  KABAR_TRY(text::DecodedText page,
            text::decode_page(document.bytes, document.charset, document.content_type));
  KABAR_TRY(markup::HtmlTree tree, markup::HtmlTree::parse(page.utf8, {.max_bytes = options.max_bytes * 3}));
  Metadata metadata = read_metadata(tree, {document.url, document.fetched_at});
  PageText blocks = segment(tree);
  Body body = choose_body(tree, blocks, metadata, document.url, options.memory);

  const bool from_structure = use_structured_body(metadata, body.blocks);
  Article article = with_metadata(document, metadata);
  if (article.agency.empty()) article.agency = credited_agency(blocks, body);
  article.blocks =
      from_structure ? paragraphs_of(text::to_nfc(metadata.structured_body)) : std::move(body.blocks);
  if (!from_structure && is_cut_by_paywall(tree, blocks, body, metadata)) article.access = Access::kPartial;
  const bool is_article = !article.blocks.empty() && (from_structure || body.no_article < kNoArticle);
  article.kind = is_article ? ArticleKind::kArticle : ArticleKind::kOther;
  article.lang = text::detect_language(body_text(article), metadata.declared_lang).code;
  article.confidence = from_structure ? kStructuredConfidence : rounded(confidence_of(blocks, body));
  if (from_structure) {
    article.warnings.emplace_back("the body comes from the page's structured data");
  } else if (options.links) {
    article.links = find_links(tree, blocks, body, LinkBase(tree, document.url), document.url);
  }
  warn_of_losses(article, page, tree);
  return Extraction{{},
                    std::move(page),
                    std::move(tree),
                    std::move(blocks),
                    std::move(metadata),
                    std::move(body),
                    std::move(article),
                    from_structure};
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
