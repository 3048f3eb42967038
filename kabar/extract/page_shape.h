#pragma once

#include <span>

#include "kabar/extract/page_evidence.h"

namespace kabar::extract {

/// Sums over the blocks that the body models keep.
struct KeptText {
  float blocks = 0;
  float weight = 0;
  float prose = 0;
  float links = 0;
  float score = 0;  ///< weighted by text
  float long_paragraphs = 0;
  float longest = 0;
  float stops = 0;
  float commas = 0;
  float bold = 0;            ///< bytes
  float asks = 0;            ///< question and exclamation marks
  float we = 0;              ///< words of the speaker: a firm's "our"
  float you = 0;             ///< words to the reader
  float calls = 0;           ///< links and buttons of a few words that stand between kept blocks
  float parents = 0;         ///< different elements that hold kept blocks
  float most_in_parent = 0;  ///< weight in the one that holds most
  float most_in_look = 0;    ///< weight of the most frequent look
  float span = 0;            ///< blocks from the first kept one to the last
  /// Weight by surroundings.
  float in_article = 0;
  float in_heading = 0;
  float in_paragraph = 0;
  float in_list = 0;
  float near_body = 0;
  float near_main = 0;
  float far_ad = 0;
  float far_box = 0;
};

/// Sums over all blocks of a page.
struct WholeText {
  float unsure = 0;      ///< weight of the blocks that the models are in two minds about
  float lost_prose = 0;  ///< prose that is not kept
  float prices = 0;
  float in_buttons = 0;  ///< blocks
  /// Blocks by the class words of their nearest elements.
  float near_share = 0;
  float near_side = 0;
  float near_ad = 0;
  float near_author = 0;
  float near_hidden = 0;
  float near_box = 0;
  float near_search = 0;
};

/// What a page is made of, seen by the body models' scores.
struct PageShape {
  KeptText kept;
  WholeText whole;
};

/// Linear in the page's text, but for a sort of the kept blocks.
PageShape page_shape(const PageEvidence& page, std::span<const float> scores);

}  // namespace kabar::extract
