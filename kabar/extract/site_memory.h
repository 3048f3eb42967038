#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/extract/segmenter.h"

namespace kabar::extract {

/// What earlier pages of one site taught about the next: texts that recur from article to article are
/// furniture. A page can do without.
///
/// Owns what it remembers, at most some thousands of hashes; what a site stopped using is forgotten. A pure
/// function of the pages that it learned from, in their order. Reading is safe from any thread while nobody
/// learns.
class SiteMemory {
 public:
  /// Takes in an extracted article of the site. A page whose title is known is the same article once more,
  /// and says nothing about what recurs: it is passed over.
  void learn(const PageText& page, std::string_view title);

  /// Makes it less probable of the blocks that recur that they are body. Nothing happens before three
  /// articles are known.
  void adjust(const PageText& page, std::span<float> scores) const;

  /// Articles learned from.
  std::uint32_t pages() const noexcept { return pages_; }
  /// Texts that are remembered.
  std::size_t size() const noexcept { return texts_.size(); }

 private:
  struct Seen {
    std::uint32_t pages = 0;  ///< articles with the text
    std::uint32_t last = 0;   ///< number of the newest page
  };
  bool recurs(std::string_view text) const;
  void forget();

  std::unordered_map<std::uint64_t, Seen> texts_;
  std::vector<std::uint64_t> titles_;  ///< of the newest articles
  std::uint32_t pages_ = 0;
};

}  // namespace kabar::extract
