#include "kabar/understand/term_counter.h"

#include <algorithm>

#include "kabar/base/hash.h"

namespace kabar::understand {

TermId term_id(TermSpace space, std::string_view text) noexcept {
  return TermId{hash64(text, static_cast<std::uint64_t>(space)) & 0xFFFF'FFFFU};
}

std::vector<TermCount> TermCounter::counts() && {
  std::sort(terms_.begin(), terms_.end());
  std::vector<TermCount> out;
  for (const auto term : terms_) {
    if (!out.empty() && out.back().term == term)
      out.back().count = std::min(out.back().count + 1, kMostCounted);
    else
      out.push_back({term, 1});
  }
  return out;
}

}  // namespace kabar::understand
