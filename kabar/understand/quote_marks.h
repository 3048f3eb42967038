#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// What stands between two quotation marks; bytes of the text.
struct MarkedSpan {
  std::size_t open = 0;   ///< the opening mark
  std::size_t begin = 0;  ///< what it opens, blanks left out
  std::size_t end = 0;
  std::size_t close = 0;  ///< behind the closing mark
};

/// The spans between quotation marks in one paragraph, outermost, in its order: « » „ “ ” ‘ ’ ‚ ‹ › 「 」 『
/// 』 and both straight ones, each as it is used in any language; apostrophes are none. A mark whose partner
/// does not follow within 2,000 bytes opens nothing. Linear, whatever the marks.
std::vector<MarkedSpan> find_marked_spans(std::string_view paragraph);

}  // namespace kabar::understand
