#pragma once

#include <vector>

#include "kabar/extract/body.h"
#include "kabar/extract/link_base.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/article.h"

namespace kabar::extract {

inline constexpr std::size_t kMaxBodyLinks = 100;
inline constexpr std::size_t kMaxRelatedLinks = 50;

/// The links of an article: those that its kept blocks cite, and the headlines of other articles that the
/// page leads on to ("read also" lines, teasers beside and below the text). A related link is a block that is
/// one link of several words, outside of menus, footers, comments and share boxes. Each address once, the
/// page's own left out; at most kMaxBodyLinks and kMaxRelatedLinks. Linear in the page.
std::vector<Link> find_links(const markup::HtmlTree& tree, const PageText& page, const Body& body,
                             const LinkBase& base, std::string_view own_url);

}  // namespace kabar::extract
