#pragma once

#include <vector>

#include "kabar/extract/body.h"

namespace kabar::extract {

/// Takes kept blocks out again that no reader would miss: the headline, byline or date repeated at the start,
/// text that stands twice, pull-quotes, lines that are one link, headings that nothing
/// follows. Puts the captions between paragraphs in.
void apply_body_rules(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                      Body& body);

/// The kept blocks as an article's, in order; cells of one table row are joined by " | ".
std::vector<Block> assemble_blocks(const markup::HtmlTree& tree, const PageText& page,
                                   const std::vector<Verdict>& verdicts);

}  // namespace kabar::extract
