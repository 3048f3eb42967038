#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kabar/model/ids.h"

namespace kabar::group {

/// How common the terms of a language are where nothing is known of the stream yet: counted by
/// eval/stories/learn_background.py, as if so many articles had been read before the first one. Thread-safe.
class Background {
 public:
  /// Of the base language, "fr"; a language that was not counted has nothing.
  explicit Background(std::string_view lang) noexcept;
  Background() = default;

  std::uint32_t articles() const noexcept { return articles_; }
  /// In how many of them the term stands.
  std::uint32_t count(TermId term) const noexcept;
  /// How rare that makes it: the logarithm of all of them against those.
  float rarity(TermId term) const noexcept;

 private:
  static constexpr std::uint32_t kNoLevel = 31;
  /// That of its share, kNoLevel for a term that was not counted.
  std::uint32_t level_of(TermId term) const noexcept;

  const std::uint32_t* terms_ = nullptr;  ///< sorted
  std::vector<std::uint32_t> starts_;     ///< by the first bits of a hash: where those begin in terms_
  std::uint32_t articles_ = 0;
  std::array<std::uint32_t, kNoLevel + 1> counts_{};  ///< by level
  std::array<float, kNoLevel + 1> rarities_{};
};

}  // namespace kabar::group
