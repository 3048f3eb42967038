#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kabar/model/analysis.h"

namespace kabar::group {

/// The lists of a brief, in the order in which they lie. A word stands in the first of its two only.
enum class BriefPart : std::uint8_t { kTitle, kWords, kNames, kNumbers, kPlaces, kCount };
constexpr std::size_t kBriefParts = static_cast<std::size_t>(BriefPart::kCount);

/// A term of a text by the window's key, and in how many articles of the background it stands.
struct BriefTerm {
  std::uint32_t key = 0;
  std::uint16_t background = 0;
  std::uint8_t count = 0;
};

/// What is kept of an article when it leaves the live window: its title, what else of it tells most, and
/// where it points. A pure function of the article's analysis: it does not hang on the stream.
struct Brief {
  std::uint32_t lang = 0;             ///< the window's number
  std::uint32_t background = 0;       ///< articles of the language that were counted beforehand
  std::vector<BriefTerm> terms = {};  ///< of each part in the order of keys
  std::array<std::uint8_t, kBriefParts> ends{};
  Meaning meaning{};

  std::span<const BriefTerm> part(BriefPart part) const {
    const auto i = static_cast<std::size_t>(part);
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::span(terms).subspan(begin, ends[i] - begin);
  }
};

/// Puts together a Brief from all terms of each part; the words of the title are not among the others.
Brief make_brief(std::array<std::vector<BriefTerm>, kBriefParts> parts, std::uint32_t background);

}  // namespace kabar::group
