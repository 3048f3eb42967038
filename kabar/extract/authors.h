#pragma once

#include "kabar/extract/byline.h"
#include "kabar/extract/json_ld.h"
#include "kabar/extract/page_facts.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// The authors and agency of the article: from structured data, meta fields, and the byline that the page
/// shows, whichever first names people.
Byline choose_authors(const markup::HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                      markup::NodeIndex headline, const OutletNames& outlet);

}  // namespace kabar::extract
