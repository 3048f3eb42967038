#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kabar/extract/body.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/article.h"

namespace kabar::extract {

// When the body is to come from elsewhere than what the page shows. All functions are pure.

/// Bytes of text.
std::size_t text_size(const std::vector<Block>& blocks);

/// Whether a text of so many bytes holds so much more than the body chosen that the page leaves it to
/// scripts.
bool is_worth_more(std::size_t size, const Body& body);

/// Whether structured data holds the article of which the page shows little or nothing. What the page does
/// show has to stand in it, for the most part: nobody is to put words in place of those that readers see.
/// Linear.
bool is_in_structure(const Metadata& metadata, const PageText& page, const Body& body);

/// Whether the page speaks of an article and shows nearly nothing of it, or little that stands in a script,
/// too. Linear.
bool may_be_in_scripts(const markup::HtmlTree& tree, const Metadata& metadata, const PageText& page,
                       const Body& body);

/// Whether a text of the page's scripts may take the body's place: the page shows nearly nothing, or what it
/// shows stands in that text for the most part. Linear.
bool goes_on_in(std::string_view text, const PageText& page, const Body& body);

}  // namespace kabar::extract
