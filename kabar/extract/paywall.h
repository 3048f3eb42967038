#pragma once

#include "kabar/extract/body.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Takes the offer to read on with a subscription out, where the models took it for the end of the text.
void drop_offer_to_read_on(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                           Body& body);

/// Whether the page shows only the beginning of its article: the text is short, and the page says that it is
/// not free, or an element that calls itself a paywall follows it with something to read, or one of the next
/// lines says so in words (paywall_words.h). Pages that say so and show a long text all the same do not hold
/// it back. Looks at the nodes behind the text alone.
bool is_cut_by_paywall(const markup::HtmlTree& tree, const PageText& page, const Body& body,
                       const Metadata& metadata);

}  // namespace kabar::extract
