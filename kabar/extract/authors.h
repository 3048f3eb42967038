#pragma once

#include <string_view>

#include "kabar/extract/byline.h"
#include "kabar/extract/json_ld.h"
#include "kabar/extract/page_facts.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Meta fields that hold authors, the surest first.
inline constexpr std::string_view kAuthorMetas[] = {
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

/// The authors and agency of the article: from structured data, meta fields, and the byline that the page
/// shows, whichever first names people.
Byline choose_authors(const markup::HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                      markup::NodeIndex headline, const OutletNames& outlet);

}  // namespace kabar::extract
