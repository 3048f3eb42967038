#include "kabar/understand/term_counter.h"

#include <algorithm>

#include "kabar/base/hash.h"
#include "kabar/text/utf8.h"

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

std::vector<TermCount> character_grams(const std::vector<std::string>& folded_words, std::size_t most) {
  constexpr std::size_t kGram = 4;
  std::string line = " ";
  for (const auto& word : folded_words) line += word + " ";
  std::vector<std::size_t> edges;
  for (std::size_t pos = 0; pos < line.size(); text::next_code_point(line, pos)) edges.push_back(pos);
  edges.push_back(line.size());
  TermCounter out;
  for (std::size_t i = 0; i + kGram < edges.size() && i < most; ++i)
    out.add(term_id(TermSpace::kGram, std::string_view(line).substr(edges[i], edges[i + kGram] - edges[i])));
  return std::move(out).counts();
}

}  // namespace kabar::understand
