#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/extract/page_facts.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Meta fields that hold the title, the first that is there counts.
inline constexpr std::string_view kTitleMetas[] = {"og:title", "twitter:title", "dc.title", "title",
                                                   "headline"};

/// What a page's machine-readable parts call the article.
struct TitleClaims {
  std::string structured;   ///< JSON-LD headline
  std::string alternative;  ///< JSON-LD alternativeHeadline
  std::string open_graph;   ///< the first of kTitleMetas
  std::string document;     ///< <title>
  std::string plain;        ///< a meta "headline", without the outlet's name
  std::string_view site;    ///< the outlet's name, to cut it off
  std::string_view host;
};

struct Headline {
  std::string title;
  markup::NodeIndex node = 0;  ///< the element that shows it; nought when none does
};

/// The headline that readers see: the heading on the page that agrees best with what the page claims, else
/// the claim itself without the outlet's name behind it.
Headline choose_headline(const markup::HtmlTree& tree, const PageFacts& facts, const TitleClaims& claims);

/// A <title> or og:title without the outlet's name at either end ("Headline | The Outlet").
std::string without_site_name(std::string_view title, std::string_view site, std::string_view host);

}  // namespace kabar::extract
