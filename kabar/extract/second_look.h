#pragma once

#include "kabar/extract/body.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

// Blocks that the models were not sure of, judged by what became of those around them. All are linear in the
// page.

/// Keeps items of a list half of which was kept or more, and what looks like the blocks that were kept, where
/// half of one look or more was kept: the quiet entries of a live page.
void keep_alike(const markup::HtmlTree& tree, const PageText& page, Body& body);

/// Keeps a heading that stands in the container of the kept paragraphs before and behind it, and right above
/// the second.
void keep_headings(const markup::HtmlTree& tree, const PageText& page, Body& body);

/// Drops what was kept of a box whose sentences were dropped for the most part: the heading of an appeal, the
/// small print of a newsletter.
void drop_remnants(const markup::HtmlTree& tree, const PageText& page, Body& body);

}  // namespace kabar::extract
