#pragma once

#include <string>
#include <string_view>

#include "kabar/model/article.h"

namespace kabar::cli {

/// An article for `kabar extract --format`: "json" (the article schema, one line), "text", "markdown" or
/// "html" (a fragment of safe elements, everything foreign escaped).
std::string format_article(const Article& article, std::string_view format);

}  // namespace kabar::cli
