#pragma once

#include <string>

#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// The text that a page leaves to its scripts, as HTML: of all that stands in the strings of hydration data
/// (Next.js and its like), in script templates, <template> and <noscript>, the group with the most prose. The
/// strings of one member name at one depth are a group. Empty where no prose is found.
///
/// Foreign HTML, to be parsed like the page. Pure; time and memory linear in the page's scripts.
std::string script_text(const markup::HtmlTree& tree);

}  // namespace kabar::extract
