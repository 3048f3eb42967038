#pragma once

#include <string>
#include <string_view>

#include "kabar/extract/extraction.h"

namespace kabar::cli {

/// An article for `kabar extract --format`: "json" (the article schema, one line), "text", "markdown" or
/// "html" (an <article> of safe elements: its title as h1, its body by extract::article_html()).
std::string format_article(const extract::Extraction& extraction, std::string_view format);

}  // namespace kabar::cli
