#pragma once

#include <string>

#include "kabar/extract/extraction.h"

namespace kabar::extract {

/// The article's body as HTML that may be shown inside any page (see markup/safe_html.h): the kept blocks in
/// their lists, quotes, tables and figures, with links and marks, and embeds as links. Without the title.
/// Pictures are those of the figures that stand between the kept blocks.
std::string article_html(const Extraction& extraction);

}  // namespace kabar::extract
