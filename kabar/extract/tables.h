#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kabar/extract/body.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// A page without its long data tables, so that the models see the text around them as its readers do: as one
/// thing with a table in it, and not as a few lines among thousands of cells.
struct TextBesideTables {
  PageText page;
  std::vector<std::uint32_t> blocks;  ///< their numbers in the whole page
};

/// None where the page has no table of so many cells, or one that holds much of its prose: a transcript,
/// code. Linear in the page.
std::optional<TextBesideTables> beside_long_tables(const markup::HtmlTree& tree, const PageText& page);

/// Keeps the whole of a table of which cells were kept, or that stands between two kept blocks of the same
/// container, or a long one behind a kept block: figures without the words beside them say nothing.
/// Tables that lay out the page are none: those that hold tables, long cells or mostly links. Linear in the
/// page.
void complete_tables(const markup::HtmlTree& tree, const PageText& page, Body& body);

}  // namespace kabar::extract
