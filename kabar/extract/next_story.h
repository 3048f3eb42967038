#pragma once

#include <cstddef>

#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// The block at which another story of an endless page begins: a heading of the same element and class as the
/// page's `headline` (0 for none), in an <article> of its own that has a date or byline of its own. The
/// number of blocks when there is none. Linear.
std::size_t next_story(const markup::HtmlTree& tree, const PageText& page, markup::NodeIndex headline);

}  // namespace kabar::extract
