#pragma once

#include <vector>

#include "kabar/extract/body.h"

namespace kabar::extract {

/// Takes kept blocks out again that no reader would miss; Verdict names the kinds. Puts in what second_look.h
/// finds like the kept ones, headings before kept text, and the captions between paragraphs. Pure; linear but
/// for comparing texts, which is bounded.
void apply_body_rules(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                      Body& body);

/// Finds the embeds between the kept blocks, and between the headline and the first of them; the blocks that
/// lie in one are no longer blocks of their own.
void add_embeds(const markup::HtmlTree& tree, const PageText& page, markup::NodeIndex headline,
                const LinkBase& links, Body& body);

/// The kept blocks and embeds as an article's, in order; cells of one table row are joined by " | ".
std::vector<Block> assemble_blocks(const markup::HtmlTree& tree, const PageText& page, const Body& body);

}  // namespace kabar::extract
