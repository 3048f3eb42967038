#include "kabar/extract/confidence.h"

#include <algorithm>

namespace kabar::extract {
namespace {

// Weights of text, in characters.
struct Sums {
  double kept = 0;
  double right = 0;   // expected of what was kept
  double wanted = 0;  // expected of the whole page
};

Sums sums_of(const PageText& page, const Body& body) {
  Sums sums;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const bool kept = body.verdicts[i] == Verdict::kKept && page.blocks[i].kind != BlockKind::kCaption;
    if (!kept && body.verdicts[i] != Verdict::kUnlikely) continue;
    const double weight = page.blocks[i].stats.weight;
    const double expected = weight * static_cast<double>(body.scores[i]);
    sums.wanted += expected;
    if (!kept) continue;
    sums.kept += weight;
    sums.right += expected;
  }
  return sums;
}

}  // namespace

double confidence_of(const PageText& page, const Body& body) {
  const Sums sums = sums_of(page, body);
  if (sums.kept <= 0) return 0;
  const double expected_f1 = 2 * sums.right / (sums.kept + sums.wanted);
  return expected_f1 * std::min(1.0, 2 * (1 - static_cast<double>(body.no_article)));
}

}  // namespace kabar::extract
