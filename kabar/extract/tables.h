#pragma once

#include "kabar/extract/body.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Keeps the whole of a table of which cells were kept, or that stands between two kept blocks of the same
/// container: figures without the words beside them say nothing.
/// Tables that lay out the page are none: those that hold tables, long cells or mostly links. Linear in the
/// page.
void complete_tables(const markup::HtmlTree& tree, const PageText& page, Body& body);

}  // namespace kabar::extract
