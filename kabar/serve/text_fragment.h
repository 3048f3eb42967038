#pragma once

#include <string>
#include <string_view>

namespace kabar::serve {

/// "#:~:text=…": what makes browsers show where the words stand on a page (URL Fragment Text Directives). The
/// beginning and, of longer ones, the end are given; empty for words that were cut to nothing. Pure.
std::string text_fragment(std::string_view words);

}  // namespace kabar::serve
