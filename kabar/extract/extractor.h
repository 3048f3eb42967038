#pragma once

#include "kabar/base/result.h"
#include "kabar/extract/extraction.h"
#include "kabar/model/article.h"
#include "kabar/model/raw_document.h"

namespace kabar::extract {

struct ExtractOptions {
  std::size_t max_bytes = std::size_t{16} * 1024 * 1024;  ///< a larger page is rejected
  bool links = true;                                      ///< whether Article::links are looked for
  const SiteMemory* memory = nullptr;                     ///< what is known of the page's site
};

/// A page's article: body blocks and all metadata, in one call.
///
/// Pure and deterministic; any number of threads may call it. Fails with kInvalidInput for bytes that are no
/// text (pictures, PDF, empty), kTooLarge above the cap. A page without an article is no failure: it comes
/// back as ArticleKind::kOther. What was mended on the way stands in Article::warnings.
Result<Article> extract(const RawDocument& document, const ExtractOptions& options = {});

/// The same, with what it was made of.
Result<Extraction> extract_in_full(RawDocument document, const ExtractOptions& options = {});

}  // namespace kabar::extract
