#pragma once

#include <cstddef>
#include <string_view>

namespace kabar::markup {

/// The part of a page before its attribute number `left`. Attributes take two bytes of the page and 150 of
/// memory each; words of text, values, scripts and comments are none. Where only a tree builder knows whether
/// something is a script (behind <svg>, <math>, <select>, in scripts with comments …) every word counts from
/// there on: never fewer than the tokenizer finds. Linear; looks at pages alone that are long enough.
std::string_view cut_to_attributes(std::string_view html, std::size_t left);

}  // namespace kabar::markup
