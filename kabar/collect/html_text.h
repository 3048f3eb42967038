#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/model/article.h"

namespace kabar::collect {

/// One line of what a reader sees of a piece of HTML; text without markup comes back as it is, clean.
std::string text_of_html(std::string_view html);

/// Plain text as HTML: a paragraph for each line.
std::string html_of_text(std::string_view text);

/// The blocks of a whole text in HTML, as a feed carries it: nothing in it is furniture but a last line that
/// is all links ("The post … appeared first on …").
std::vector<Block> blocks_of_html(std::string_view html);

}  // namespace kabar::collect
