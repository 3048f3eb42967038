#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "kabar/extract/page_evidence.h"
#include "kabar/extract/segmenter.h"
#include "kabar/extract/tables.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Below this score of the first model it is sure: the second does not look.
inline constexpr float kHopeless = 0.004F;

/// A page as the models see it: without its long data tables. Keeps a reference to the page, which has to
/// outlive it.
class ModelView {
 public:
  ModelView(const markup::HtmlTree& tree, const PageText& whole);

  const PageText& page() const noexcept { return beside_ ? beside_->page : whole_; }
  /// The number in the whole page of block i of page().
  std::size_t in_whole(std::size_t i) const noexcept { return beside_ ? beside_->blocks[i] : i; }
  /// Scores of page()'s blocks as scores of the whole page's: 0 for those that it leaves out.
  std::vector<float> spread(std::vector<float> scores) const;

 private:
  const PageText& whole_;
  std::optional<TextBesideTables> beside_;
};

/// The blocks to ask the models about: all of them on pages that people read. Where a page has more (one in
/// 100), refrains are taken for no body, and where it still has more, of less text (one in 3,000), the
/// shortest.
std::vector<std::size_t> worth_asking(const PageEvidence& evidence);

/// What both models say of each block, 0 to 1; 0 where the second did not look. Adds the first one's scores
/// to `evidence`.
std::vector<float> score_blocks(PageEvidence& evidence);

}  // namespace kabar::extract
