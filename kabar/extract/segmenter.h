#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/extract/text_stats.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/article.h"

namespace kabar::extract {

/// What kinds of elements a block lies in, at any height. Bits of a mask.
enum Inside : std::uint32_t {
  kInArticle = 1U << 0,
  kInMain = 1U << 1,
  kInNav = 1U << 2,
  kInFooter = 1U << 3,
  kInHeader = 1U << 4,
  kInAside = 1U << 5,
  kInForm = 1U << 6,
  kInFigure = 1U << 7,
  kInList = 1U << 8,
  kInTable = 1U << 9,
  kInQuote = 1U << 10,
  kInSection = 1U << 11,
  kInLink = 1U << 12,
  kInHidden = 1U << 13,
  kInCaption = 1U << 14,
  kInParagraph = 1U << 15,
  kInHeading = 1U << 16,
  kInBold = 1U << 17,
  kInTime = 1U << 18,
  kInButton = 1U << 19,
};
inline constexpr int kInsideCount = 20;  // that the models know
/// In an element that a style attribute takes out of sight in any way; see is_out_of_sight().
inline constexpr std::uint32_t kInUnseen = 1U << 20;

/// A run of text that stands on its own: a paragraph, a heading, a list item, a table cell, text between two
/// line breaks. The leaf that the body is chosen from.
struct TextBlock {
  markup::NodeIndex element = 0;  ///< the nearest block element around it
  markup::NodeIndex first = 0;    ///< its first text node
  markup::NodeIndex last = 0;     ///< its last text node
  std::uint32_t begin = 0;        ///< in PageText::text
  std::uint32_t end = 0;
  BlockKind kind = BlockKind::kParagraph;
  std::uint8_t heading = 0;      ///< 1 to 6 in h1 to h6
  std::uint16_t links = 0;       ///< separate links in it
  std::uint32_t link_bytes = 0;  ///< bytes of text inside links
  std::uint32_t bold_bytes = 0;  ///< bytes of text inside b and strong
  std::uint32_t inside = 0;      ///< Inside bits of its first text
  std::uint32_t near_hints = 0;  ///< ClassHint bits of the nearest three elements
  std::uint32_t far_hints = 0;   ///< ClassHint bits of all elements below body
  TextStats stats = {};
};

/// A page as text blocks, in document order.
struct PageText {
  std::string text;  ///< of all blocks, one after another, blanks folded
  std::vector<TextBlock> blocks;
  std::vector<markup::NodeIndex> unseen;     ///< texts within a line that no reader sees: of no block
  std::vector<std::uint32_t> blocks_before;  ///< for each node, and the end: how many blocks begin before it

  std::string_view text_of(const TextBlock& block) const noexcept {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
};

/// Whether a style attribute takes an element out of sight: by display:none, visibility:hidden, opacity:0,
/// letters of no size, or a place far off the screen. Scripts fade in what began so.
bool is_out_of_sight(std::string_view style);

/// Cuts a page into its text blocks: at block elements, and at two line breaks in a row. Inline elements
/// neither glue nor split words. Script, style, form fields and the like are left out, and so are words that
/// a style hides within a line; a line of which all is hidden stays a block. Links to the one address that
/// most of the text leads to, which somebody forgot to close, count as none. Linear in the tree.
PageText segment(const markup::HtmlTree& tree);

}  // namespace kabar::extract
