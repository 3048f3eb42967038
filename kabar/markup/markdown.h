#pragma once

#include <string>
#include <string_view>

#include "kabar/markup/html_tree.h"

namespace kabar::markup {

/// Writes the tree of HTML that safe_html() gave as Markdown (CommonMark 0.30, tables of GFM): headings,
/// lists in lists, quotes, tables, links, pictures, marks. sub and sup stay HTML, as Markdown has none.
/// Blocks are parted by an empty line; the last ends with a line break. Text that Markdown would take for
/// markup is escaped.
std::string to_markdown(const HtmlTree& safe);

/// A text in one line, escaped.
std::string escaped_markdown(std::string_view text);

}  // namespace kabar::markup
