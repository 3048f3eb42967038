#pragma once

#include <string>
#include <vector>

#include "kabar/extract/extraction.h"
#include "kabar/extract/metadata_claims.h"

namespace kabar::extract {

/// One feature's part in a block's score.
struct Reason {
  std::string_view feature;  ///< "share of text in links"
  float value = 0;
  float weight = 0;  ///< log odds against the mean block of this page: above nought for body
};

/// A text block of the page, and why it was kept or dropped.
struct ExplainedBlock {
  std::string path;  ///< "main#content > article.story > p"
  std::string text;
  BlockKind kind = BlockKind::kParagraph;
  Verdict verdict = Verdict::kUnlikely;
  bool asked = false;     ///< whether the models looked at it; both scores are 0 where they did not
  float first_score = 0;  ///< of the model that sees the block by itself, 0 to 1
  float score = 0;        ///< of the one that sees its neighbours' scores too; nought where it did not look
  std::vector<Reason> first_reasons;  ///< of the first score: the strongest first, at most kMaxReasons
  std::vector<Reason> reasons;        ///< of the second
};

inline constexpr std::size_t kMaxReasons = 6;

struct Explanation {
  std::vector<ExplainedBlock> blocks;  ///< all of the page, in order
  std::vector<FieldClaims> fields;
  float no_article = 0;  ///< how likely the page has none
  bool from_structure = false;
};

/// Looks once more at how an article came about. Takes about as long as extracting it, and for the time of it
/// 0.7 KB a block of the page. Pure; what it gives holds no view of the extraction.
Explanation explain(const Extraction& extraction);

/// What a verdict means, in a sentence.
std::string_view meaning_of(Verdict verdict) noexcept;

}  // namespace kabar::extract
