#pragma once

#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Whether a node belongs to navigation, other articles, comments or a footer rather than to the article
/// whose headline is `headline` (nought: unknown). An element that holds the headline, too, is never
/// furniture, whatever its class says ("has-sidebar").
bool is_furniture(const markup::HtmlTree& tree, markup::NodeIndex node, markup::NodeIndex headline);

/// Whether a node lies in navigation, a footer, comments, or a list of other articles.
bool is_other_content(const markup::HtmlTree& tree, markup::NodeIndex node);

}  // namespace kabar::extract
