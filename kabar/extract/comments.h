#pragma once

#include "kabar/extract/body.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Takes the readers' comments out of the kept blocks: what stands in one container with a line that only
/// says "Comments (4)", in some thirty languages, below the text. What is more than half of all that was kept
/// is the text itself and stays, but where that line is a heading below much text. Linear in the page.
void drop_comments(const markup::HtmlTree& tree, const PageText& page, Body& body);

}  // namespace kabar::extract
