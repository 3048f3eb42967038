#pragma once

#include <string_view>

#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Whether an image address is a logo, icon, placeholder or pixel that counts readers: nothing that shows
/// what an article is about. Pure.
bool is_stand_in(std::string_view url);

/// The same of an <img> that a page shows and declares nowhere, where buttons, drawings and small pictures go
/// out, too.
bool is_decoration(const markup::HtmlTree& tree, markup::NodeIndex image, std::string_view url);

}  // namespace kabar::extract
