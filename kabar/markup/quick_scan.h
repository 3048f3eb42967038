#pragma once

#include <myhtml/myhtml.h>

namespace kabar::markup {

/// Lets a parser's tokenizer search for the next character that means anything, where MyHTML looks at each
/// character by itself: in texts, scripts, styles, comments and quoted values. The tokens are the same.
void scan_quickly(myhtml_t& parser);

}  // namespace kabar::markup
