#include "kabar/group/brief.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

/// Kept of each part: together about a fifth of what a full text has, in which nine tenths of its likeness
/// lie.
constexpr std::array<std::size_t, kBriefParts> kMost{12, 28, 12, 10, 6};

void keep_telling(std::vector<BriefTerm>& terms, std::size_t most, std::uint32_t background) {
  const float all = std::log(static_cast<float>(background) + 2.0F);
  const auto weight = [&](const BriefTerm& term) {
    const float rarity = all - std::log(static_cast<float>(term.background) + 1.0F);
    return rarity * (1.0F + std::log(static_cast<float>(std::max<std::uint8_t>(term.count, 1))));
  };
  const auto by_key = [](const auto& a, const auto& b) { return a.key < b.key; };
  std::sort(terms.begin(), terms.end(), by_key);
  if (terms.size() <= most) return;
  std::stable_sort(terms.begin(), terms.end(),
                   [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
  terms.resize(most);
  std::sort(terms.begin(), terms.end(), by_key);
}

}  // namespace

Brief make_brief(std::array<std::vector<BriefTerm>, kBriefParts> parts, std::uint32_t background) {
  Brief out;
  out.background = background;
  for (std::size_t i = 0; i < kBriefParts; ++i) {
    keep_telling(parts[i], kMost[i], background);
    out.terms.insert(out.terms.end(), parts[i].begin(), parts[i].end());
    out.ends[i] = static_cast<std::uint8_t>(out.terms.size());
  }
  return out;
}

}  // namespace kabar::group
